import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  alertSourcesExtensionPoint,
  type AlertSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { opsHealthModuleAlertmanager } from './module';

async function start(sources: object) {
  const added: AlertSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        alertSourcesExtensionPoint,
        { addAlertSource: (...more) => added.push(...more) },
      ],
    ],
    features: [
      opsHealthModuleAlertmanager,
      mockServices.rootConfig.factory({ data: { opsHealth: { sources } } }),
    ],
  });
  await backend.stop();
  return added;
}

it('adds each source of its types', async () => {
  const added = await start({
    prod: {
      type: 'alertmanager',
      url: 'https://a.example.com',
      title: 'Production',
      environment: 'production',
    },
    remote: { type: 'alertmanager', url: 'none' },
    batch: { type: 'webhook', secrets: ['0123456789abcdef'] },
    other: { type: 'prometheus', url: 'http://c.example.com' },
    sandbox: { type: 'webhook', secrets: ['short'], sandbox: true },
  });
  expect(
    added.map(({ id, type, title, environment, uiUrl, list, webhook }) => [
      id,
      type,
      title,
      environment,
      uiUrl,
      list && 'lists',
      webhook?.authentication,
    ]),
  ).toEqual([
    [
      'prod',
      'alertmanager',
      'Production',
      'production',
      'https://a.example.com',
      'lists',
      'token',
    ],
    [
      'remote',
      'alertmanager',
      'remote',
      undefined,
      undefined,
      undefined,
      'token',
    ],
    ['batch', 'webhook', 'batch', undefined, undefined, undefined, 'signature'],
  ]);
});

it('stops the start on a bad entry', async () => {
  await expect(
    start({ prod: { type: 'alertmanager', url: 'alertmanager' } }),
  ).rejects.toThrow(
    /opsHealth\.sources\.prod\.url: found 'alertmanager', allowed is/,
  );
});
