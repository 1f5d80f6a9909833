import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * One entry under `opsHealth.sources`.
 *
 * @public
 */
export interface HealthSourceConfig {
  id: string;
  type: string;
  title: string;
  /** The environment of all that it tells, where no rule says another one. */
  environment?: string;
  /** The whole entry, for what only this type of source knows. */
  config: Config;
}

const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The sources under `opsHealth.sources`. Entries that are marked as the
 * sandbox's are there only while `sandbox.enabled` is set and
 * `sandbox.operations` is not false.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 * @public
 */
export function readHealthSourceConfigs(
  rootConfig: Config,
): HealthSourceConfig[] {
  const sources = rootConfig.getOptionalConfig('opsHealth.sources');
  const sandbox =
    (rootConfig.getOptionalBoolean('sandbox.enabled') ?? false) &&
    (rootConfig.getOptionalBoolean('sandbox.operations') ?? true);
  const result: HealthSourceConfig[] = [];
  for (const id of sources?.keys() ?? []) {
    if (id.length > 63 || !ID_PATTERN.test(id)) {
      throw new InputError(
        `opsHealth.sources: '${id}' cannot be the id of a source: use at most 63 lower-case letters, digits and single dashes`,
      );
    }
    const config = sources!.getConfig(id);
    if (config.getOptionalBoolean('sandbox') && !sandbox) {
      continue;
    }
    result.push({
      id,
      type: config.getString('type'),
      title: config.getOptionalString('title') ?? id,
      environment: config.getOptionalString('environment'),
      config,
    });
  }
  return result;
}
