import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  readModelRegistryConfigs,
  type RegisteredVersion,
  type RegisteredVersionsPage,
} from '@platform-ops/backstage-plugin-models-node';
import { MlflowModelRegistry } from '../MlflowModelRegistry';
import {
  readMlflowRegistryConfig,
  type MlflowRegistryConfig,
} from '../readMlflowRegistryConfig';

/** The config of a registry called `prod`. */
export function configOf(entry: JsonObject): MlflowRegistryConfig {
  const [registry] = readModelRegistryConfigs(
    new ConfigReader({
      models: { registries: { prod: { type: 'mlflow', ...entry } } },
    }),
  );
  return readMlflowRegistryConfig(registry);
}

export function registryOf(
  entry: JsonObject,
  options?: Parameters<typeof MlflowModelRegistry.create>[1],
): MlflowModelRegistry {
  return MlflowModelRegistry.create(configOf(entry), options);
}

export async function collect<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...page);
  }
  return all;
}

export async function collectVersions(
  pages: AsyncIterable<RegisteredVersionsPage>,
): Promise<RegisteredVersion[]> {
  const all: RegisteredVersion[] = [];
  for await (const page of pages) {
    all.push(...page.versions);
  }
  return all;
}
