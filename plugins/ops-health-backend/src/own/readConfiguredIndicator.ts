import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  IndicatorDefinition,
  IndicatorUnit,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { readFilter } from '../readFilter';
import type { ConfiguredIndicator } from './ConfiguredIndicator';
import { placeholdersOf } from './expandQuery';
import { toTitle } from './OwnIndicator';
import { OWN_UNITS, wrongName, wrongQuery } from './parseIndicatorsAnnotation';
import type { QuerySource } from './QuerySource';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const BETTER: ReadonlyArray<IndicatorDefinition['better']> = [
  'lower',
  'higher',
  'neither',
];

/**
 * Reads an entry of `opsHealth.indicators`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readConfiguredIndicator(
  config: Config,
  where: string,
  others: ConfiguredIndicator[],
  sources: QuerySource[],
): ConfiguredIndicator {
  const name = config.getString('name');
  const query = config.getString('query').trim();
  const wrong = NAME.test(name)
    ? wrongName(name, others) ?? wrongQuery(name, query)
    : `found the name '${name}'; expected are lower-case letters, digits and single dashes`;
  if (wrong) {
    throw new InputError(`${where}: ${wrong}`);
  }
  const source = config.getString('source');
  if (!sources.some(({ id }) => id === source)) {
    throw new InputError(
      `${where}.source: '${source}' is no source that takes queries; allowed are ${
        sources.map(({ id }) => id).join(', ') ||
        'sources of type prometheus, of which there is none'
      }`,
    );
  }
  return {
    name,
    definition: {
      title: config.getOptionalString('title') ?? toTitle(name),
      unit: oneOf<IndicatorUnit>(config, 'unit', OWN_UNITS, 'count', where),
      better: oneOf(config, 'better', BETTER, 'neither', where),
      description:
        config.getOptionalString('description') ?? `By the query ${query}`,
    },
    source,
    query,
    isPerEntity: placeholdersOf(query).length > 0,
    ...readFilter(config),
  };
}

function oneOf<T extends string>(
  config: Config,
  key: string,
  allowed: readonly T[],
  fallback: T,
  where: string,
): T {
  const found = config.getOptionalString(key) ?? fallback;
  if (!allowed.includes(found as T)) {
    throw new InputError(
      `${where}.${key}: found '${found}'; allowed are ${allowed.join(', ')}`,
    );
  }
  return found as T;
}
