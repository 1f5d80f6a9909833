import { ConfigReader } from '@backstage/config';
import { readModelRegistryConfigs } from './readModelRegistryConfigs';

function idsOf(sandbox: { enabled?: boolean; registry?: boolean } | undefined) {
  return readModelRegistryConfigs(
    new ConfigReader({
      ...(sandbox && { sandbox }),
      models: {
        registries: {
          prod: { type: 'mlflow', title: 'Production' },
          sandbox: { type: 'mlflow', sandbox: true },
        },
      },
    }),
  ).map(({ id, title }) => `${id}: ${title}`);
}

describe('readModelRegistryConfigs', () => {
  it("has the sandbox's registry only while the sandbox is on", () => {
    expect(idsOf({ enabled: true })).toEqual([
      'prod: Production',
      'sandbox: sandbox',
    ]);
    for (const sandbox of [
      undefined,
      { enabled: false },
      { enabled: true, registry: false },
    ]) {
      expect(idsOf(sandbox)).toEqual(['prod: Production']);
    }
  });

  it('refuses an id that cannot be a namespace', () => {
    expect(() =>
      readModelRegistryConfigs(
        new ConfigReader({
          models: { registries: { My_Flow: { type: 'x' } } },
        }),
      ),
    ).toThrow(
      "models.registries: 'My_Flow' cannot be the id of a registry, for it is also a namespace: use at most 63 lower-case letters, digits and single dashes",
    );
    expect(readModelRegistryConfigs(new ConfigReader({}))).toEqual([]);
  });
});
