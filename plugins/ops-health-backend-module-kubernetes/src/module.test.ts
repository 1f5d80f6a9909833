import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  conditionSourcesExtensionPoint,
  type ConditionSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { opsHealthModuleKubernetes } from './module';

async function start(sources: object) {
  const added: ConditionSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        conditionSourcesExtensionPoint,
        { addConditionSource: (...more) => added.push(...more) },
      ],
    ],
    features: [
      opsHealthModuleKubernetes,
      mockServices.rootConfig.factory({ data: { opsHealth: { sources } } }),
    ],
  });
  return { added, backend };
}

it('adds each source of its type', async () => {
  const { added, backend } = await start({
    prod: { type: 'kubernetes', title: 'Clusters', environment: 'production' },
    test: { type: 'kubernetes', clusters: ['test'] },
    other: { type: 'prometheus', url: 'http://c.example.com' },
  });
  expect(
    added.map(({ id, type, title, environment }) => [
      id,
      type,
      title,
      environment,
    ]),
  ).toEqual([
    ['prod', 'kubernetes', 'Clusters', 'production'],
    ['test', 'kubernetes', 'test', undefined],
  ]);

  await expect(added[0].observe()).rejects.toThrow(
    "The portal's Kubernetes plugin is not there: it runs once kubernetes.clusterLocatorMethods is configured",
  );
  await expect(
    added[0].observe({ signal: AbortSignal.abort(new Error('No longer')) }),
  ).rejects.toThrow('No longer');
  await backend.stop();
  await expect(added[0].observe()).rejects.toThrow(
    /^The portal's Kubernetes plugin could not be asked for its clusters: connect ECONNREFUSED/,
  );
});

it.each([
  [{ clusters: [] }, 'clusters: found an empty list, allowed is'],
  [{ namespaces: ['a/../b'] }, "namespaces[0]: found 'a/../b', allowed is"],
  [{ timeout: { minutes: 10 } }, 'timeout: found 600 s, allowed is'],
  [{ maxConcurrency: 0 }, 'maxConcurrency: found 0, allowed is'],
  [{ maxObjects: 1.5 }, 'maxObjects: found 1.5, allowed is'],
  [
    { customResources: [{ group: 'A', apiVersion: 'v1', plural: 'kafkas' }] },
    "customResources[0].group: found 'A', allowed is",
  ],
  [
    {
      customResources: [{ group: 'a.test', apiVersion: '1', plural: 'kafkas' }],
    },
    "customResources[0].apiVersion: found '1', allowed is",
  ],
  [
    {
      customResources: [
        { group: 'apps', apiVersion: 'v1', plural: 'deployments' },
      ],
    },
    'customResources[0]: found deployments.apps, which is read already',
  ],
  [
    {
      customResources: [
        {
          group: 'a.test',
          apiVersion: 'v1',
          plural: 'kafkas',
          joinLabel: 'cluster',
        },
      ],
    },
    "customResources[0].joinLabel: found 'cluster', allowed is",
  ],
])('stops the start on %j', async (entry, message) => {
  await expect(
    start({ prod: { type: 'kubernetes', ...entry } }),
  ).rejects.toThrow(`opsHealth.sources.prod.${message}`);
});
