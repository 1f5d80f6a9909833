import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { scorecardsModuleKubernetes } from './module';

async function start(kubernetes: object, hasClusters = true) {
  const added: FactCollector[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        factCollectorsExtensionPoint,
        {
          addFactCollector: (...more: FactCollector[]) =>
            void added.push(...more),
        } as never,
      ],
    ],
    features: [
      scorecardsModuleKubernetes,
      mockServices.rootConfig.factory({
        data: {
          scorecards: { kubernetes },
          ...(hasClusters && {
            kubernetes: { clusterLocatorMethods: [{ type: 'config' }] },
          }),
        } as never,
      }),
    ],
  });
  return added;
}

it('adds a collector whose facts hold for three intervals', async () => {
  const [collector] = await start({ interval: { minutes: 5 } });
  expect(collector).toMatchObject({ id: 'kubernetes', everyMs: 300_000 });
  expect(
    new Set(collector.factTypes.map(({ validForMs }) => validForMs)),
  ).toEqual(new Set([900_000]));
});

it('adds none where no cluster is configured', async () => {
  expect(await start({}, false)).toEqual([]);
});

it.each([
  [{ clusters: [] }, 'clusters: found an empty list, allowed is'],
  [{ interval: { seconds: 1 } }, 'interval: found 1 s, allowed is'],
  [{ maxObjects: 1 }, 'maxObjects: found 1, allowed is'],
  [
    { administrators: ['Group a', 'everybody'] },
    "administrators[1]: found 'everybody', allowed is",
  ],
  [{ administrators: ['User *'] }, "administrators[0]: found 'User *'"],
])('stops the start on %j', async (entry, message) => {
  await expect(start(entry)).rejects.toThrow(
    `scorecards.kubernetes.${message}`,
  );
});
