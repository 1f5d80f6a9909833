import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  metricSourcesExtensionPoint,
  type MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { opsHealthModulePrometheus } from './module';

async function start(sources: object) {
  const added: MetricSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        metricSourcesExtensionPoint,
        {
          addMetricSource: (...more) => added.push(...more),
          addIndicatorPack: () => {},
        },
      ],
    ],
    features: [
      opsHealthModulePrometheus,
      mockServices.rootConfig.factory({ data: { opsHealth: { sources } } }),
    ],
  });
  await backend.stop();
  return added;
}

it('adds each source of its type', async () => {
  const added = await start({
    prod: {
      type: 'prometheus',
      url: 'https://a.example.com',
      title: 'Production',
      environment: 'production',
      maxConcurrency: 8,
    },
    test: { type: 'prometheus', url: 'http://b.example.com' },
    other: { type: 'direct', url: 'http://c.example.com' },
    sandbox: { type: 'prometheus', url: 'http://d.example.com', sandbox: true },
  });
  expect(
    added.map(({ id, type, title, naming, environment, maxConcurrency }) => [
      id,
      type,
      title,
      naming,
      environment,
      maxConcurrency,
    ]),
  ).toEqual([
    ['prod', 'prometheus', 'Production', 'prometheus', 'production', 8],
    ['test', 'prometheus', 'test', 'prometheus', undefined, 4],
  ]);
});

it('stops the start on a bad entry', async () => {
  await expect(
    start({ prod: { type: 'prometheus', url: 'prometheus.example.com' } }),
  ).rejects.toThrow(
    /opsHealth\.sources\.prod\.url: found 'prometheus\.example\.com', allowed is/,
  );
});
