import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * One entry under `models.registries`.
 *
 * @public
 */
export interface ModelRegistryConfig {
  id: string;
  type: string;
  title: string;
  /** The whole entry, for what only this type of registry knows. */
  config: Config;
}

const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The registries under `models.registries`. Entries that are marked as the
 * sandbox's are there only while `sandbox.enabled` is set and
 * `sandbox.registry` is not false.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 * @public
 */
export function readModelRegistryConfigs(
  rootConfig: Config,
): ModelRegistryConfig[] {
  const registries = rootConfig.getOptionalConfig('models.registries');
  const sandbox =
    (rootConfig.getOptionalBoolean('sandbox.enabled') ?? false) &&
    (rootConfig.getOptionalBoolean('sandbox.registry') ?? true);
  const result: ModelRegistryConfig[] = [];
  for (const id of registries?.keys() ?? []) {
    if (id.length > 63 || !ID_PATTERN.test(id)) {
      throw new InputError(
        `models.registries: '${id}' cannot be the id of a registry, for it is also a namespace: use at most 63 lower-case letters, digits and single dashes`,
      );
    }
    const config = registries!.getConfig(id);
    if (config.getOptionalBoolean('sandbox') && !sandbox) {
      continue;
    }
    result.push({
      id,
      type: config.getString('type'),
      title: config.getOptionalString('title') ?? id,
      config,
    });
  }
  return result;
}
