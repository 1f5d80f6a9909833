import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  alertSourcesExtensionPoint,
  conditionSourcesExtensionPoint,
  metricSourcesExtensionPoint,
  metricsNeededBy,
  type IndicatorPack,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { opsHealthModuleAws } from './module';

async function start(sources: object) {
  const added: Array<[string, string]> = [];
  const packs: IndicatorPack[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        metricSourcesExtensionPoint,
        {
          addMetricSource: (...more) =>
            more.forEach(({ id }) => added.push(['metrics', id])),
          addIndicatorPack: (...more) => packs.push(...more),
        },
      ],
      [
        conditionSourcesExtensionPoint,
        {
          addConditionSource: (...more) =>
            more.forEach(({ id }) => added.push(['conditions', id])),
        },
      ],
      [
        alertSourcesExtensionPoint,
        {
          addAlertSource: (...more) =>
            more.forEach(({ id }) => added.push(['alerts', id])),
        },
      ],
    ],
    features: [
      opsHealthModuleAws,
      mockServices.rootConfig.factory({ data: { opsHealth: { sources } } }),
    ],
  });
  await backend.stop();
  return { added, packs };
}

it('adds what each source of its type reads, and the packs once', async () => {
  const region = 'eu-central-1';
  const { added, packs } = await start({
    all: { type: 'aws', region },
    metrics: {
      type: 'aws',
      region,
      alarms: false,
      sagemaker: false,
      eks: false,
    },
    clusters: {
      type: 'aws',
      region,
      cloudwatch: false,
      alarms: false,
      sagemaker: false,
    },
    other: { type: 'prometheus', url: 'http://b.example.com' },
    sandbox: { type: 'aws', region, sandbox: true },
  });
  expect(added).toEqual([
    ['metrics', 'all'],
    ['conditions', 'all'],
    ['alerts', 'all'],
    ['metrics', 'metrics'],
    ['conditions', 'clusters'],
  ]);
  expect(packs.map(({ id, naming }) => [id, naming])).toEqual([
    ['sagemaker', 'cloudwatch'],
    ['bedrock', 'cloudwatch'],
  ]);
  // Each metric is of a namespace that is listed unless told.
  for (const pack of packs) {
    for (const { expressions } of pack.indicators) {
      for (const metric of expressions.flatMap(metricsNeededBy)) {
        expect(metric).toMatch(
          /^(AWS\/SageMaker|\/aws\/sagemaker\/Endpoints|AWS\/Bedrock)\/\w+$/,
        );
      }
    }
  }
});

it('stops the start on a bad entry', async () => {
  await expect(start({ prod: { type: 'aws' } })).rejects.toThrow(
    /opsHealth\.sources\.prod\.region/,
  );
});
