import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import {
  readHealthSourceConfigs,
  type EnvironmentRule,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Prices } from './cost/Prices';
import { readPrices } from './cost/readPrices';
import { parseLimit, type SetLimit } from './entities/parseLimits';
import { defaultJoinRules } from './joins/defaultJoinRules';
import { checkTemplate } from './joins/expandTemplate';
import type { JoinRule } from './joins/JoinRule';
import type { ConfiguredIndicator } from './own/ConfiguredIndicator';
import { readConfiguredIndicator } from './own/readConfiguredIndicator';
import type { OwnIndicatorConfig } from './own/readOwnIndicators';
import type { QuerySource } from './own/QuerySource';
import { readFilter, stringOrList } from './readFilter';
import type { EntitySlo } from './slo/EntitySlo';
import { readConfigSlos } from './slo/readConfigSlos';

export interface OpsHealthConfig extends OwnIndicatorConfig {
  /** How often sources are asked, ms. */
  refreshMs: number;
  /** Of those sources that say it themselves, by their ids. */
  ownRefreshMs: Map<string, number>;
  /** How long one refresh waits for a source, ms. */
  sourceTimeoutMs: number;
  /** Over which counters increase, ms. */
  windowMs: number;
  /** What is older is stale, ms. */
  staleAfterMs: number;
  /** What is older is unknown, ms. */
  unknownAfterMs: number;
  /** How long a reason has to be gone before the state follows, ms. */
  clearAfterMs: number;
  /** How long a resource may be without being ready, ms. */
  readyDeadlineMs: number;
  joins: JoinRule[];
  environments: EnvironmentRule[];
  limits: LimitRule[];
  /** Objectives that the configuration defines. */
  slos: EntitySlo[];
  /** Who tells people that a budget burns. */
  sloEvaluator: 'portal' | 'prometheus';
  /** What was reported of quality and is older is stale; unknown at twice it, ms. */
  qualityStaleAfterMs: number;
  /** Missing where none are configured: then no cost is told. */
  prices?: Prices;
}

/** A limit for all entities of some kind or type. */
export interface LimitRule {
  limit: SetLimit;
  /** Lower case; all where missing. */
  kinds?: string[];
  types?: string[];
}

const MOST_RULES = 20;
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const ENVIRONMENT = /^[a-z0-9]+([-_][a-z0-9]+)*$/;

function readPattern(where: string, pattern: string, groups: number): string {
  let found: number;
  try {
    found = new RegExp(`^(?:${pattern})$|`).exec('')!.length - 1;
  } catch (error) {
    throw new InputError(
      `${where}: '${pattern}' is not a regular expression: ${
        (error as Error).message
      }`,
    );
  }
  if (groups !== 0 && found !== groups) {
    throw new InputError(
      `${where}: '${pattern}' has ${found} groups; expected is ${groups}, around the part that counts`,
    );
  }
  return pattern;
}

function readJoin(config: Config, index: number): JoinRule {
  const where = `opsHealth.joins[${index}]`;
  const labels: Record<string, string[]> = {};
  const labelConfig = config.getConfig('labels');
  for (const label of labelConfig.keys()) {
    if (!LABEL_NAME.test(label)) {
      throw new InputError(
        `${where}.labels: '${label}' cannot be the name of a label`,
      );
    }
    const templates = stringOrList(labelConfig, label);
    templates.forEach(template =>
      checkTemplate(template, `${where}.labels.${label}`),
    );
    labels[label] = templates;
  }
  const names = Object.keys(labels);
  if (names.length === 0 || names.length > 6) {
    throw new InputError(
      `${where}.labels: found ${names.length} labels; expected are 1 to 6`,
    );
  }
  const extract: Record<string, string> = {};
  const extractConfig = config.getOptionalConfig('extract');
  for (const label of extractConfig?.keys() ?? []) {
    if (!names.includes(label)) {
      throw new InputError(
        `${where}.extract: '${label}' is not one of the rule's labels; these are ${names.join(
          ', ',
        )}`,
      );
    }
    extract[label] = readPattern(
      `${where}.extract.${label}`,
      extractConfig!.getString(label),
      1,
    );
  }
  return {
    id: config.getOptionalString('id') ?? names.join('+'),
    kinds: (config.has('kinds')
      ? stringOrList(config, 'kinds')
      : ['component']
    ).map(kind => kind.toLocaleLowerCase('en-US')),
    labels,
    ...(Object.keys(extract).length > 0 && { extract }),
  };
}

function readEnvironment(config: Config, index: number): EnvironmentRule {
  const where = `opsHealth.environments[${index}]`;
  const environment = config.getString('environment');
  if (!ENVIRONMENT.test(environment) || environment.length > 63) {
    throw new InputError(
      `${where}.environment: found '${environment}'; expected are lower-case letters, digits and dashes, such as production or staging`,
    );
  }
  const keys = config.keys().filter(key => key !== 'environment');
  if (keys.length !== 1 || !LABEL_NAME.test(keys[0])) {
    throw new InputError(
      `${where}: expected is one label beside 'environment', such as namespace or cluster, with a regular expression of its values; found ${
        keys.join(', ') || 'none'
      }`,
    );
  }
  return {
    environment,
    label: keys[0],
    pattern: readPattern(`${where}.${keys[0]}`, config.getString(keys[0]), 0),
  };
}

function readLimit(
  config: Config,
  index: number,
  indicators: ConfiguredIndicator[],
): LimitRule {
  const where = `opsHealth.limits[${index}]`;
  const limit = parseLimit(config.getString('limit'), 'config', indicators);
  if (typeof limit === 'string') {
    throw new InputError(`${where}.limit: ${limit}`);
  }
  return { limit, ...readFilter(config) };
}

function readEvaluator(config: Config | undefined): 'portal' | 'prometheus' {
  const key = 'slos.evaluator';
  const found = config?.getOptionalString(key) ?? 'portal';
  if (found !== 'portal' && found !== 'prometheus') {
    throw new InputError(
      `opsHealth.${key}: found '${found}'; allowed are portal and prometheus`,
    );
  }
  return found;
}

function readDuration(
  config: Config | undefined,
  key: string,
  fallback: HumanDuration,
  range: { minimumMs: number; maximumMs: number },
  where = 'opsHealth',
): number {
  const ms = durationToMilliseconds(
    config?.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
  if (ms < range.minimumMs || ms > range.maximumMs) {
    throw new InputError(
      `${where}.${key}: found ${ms / 1000} s; allowed are ${
        range.minimumMs / 1000
      } s to ${range.maximumMs / 1000} s`,
    );
  }
  return ms;
}

function readList<T>(
  config: Config | undefined,
  key: string,
  read: (item: Config, index: number) => T,
): T[] | undefined {
  const items = config?.getOptionalConfigArray(key);
  if (items && items.length > MOST_RULES) {
    throw new InputError(
      `opsHealth.${key}: found ${items.length} entries; at most ${MOST_RULES} are allowed, since each makes every query dearer`,
    );
  }
  return items?.map(read);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const REFRESH_RANGE = { minimumMs: 5 * SECOND, maximumMs: HOUR };
const USUAL_REFRESH = { seconds: 30 };

/** Of those sources that say how often they are asked. */
function readOwnRefreshes(rootConfig: Config): Map<string, number> {
  return new Map(
    readHealthSourceConfigs(rootConfig)
      .filter(({ config }) => config.has('refresh'))
      .map(({ id, config }) => [
        id,
        readDuration(
          config,
          'refresh',
          USUAL_REFRESH,
          REFRESH_RANGE,
          `opsHealth.sources.${id}`,
        ),
      ]),
  );
}

/**
 * Reads `opsHealth.*`.
 *
 * @param sourceIds - Ids of the sources that modules have added.
 * @param querySources - Those of them that take queries of people.
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readOpsHealthConfig(
  rootConfig: Config,
  sourceIds: string[],
  querySources: QuerySource[] = [],
): OpsHealthConfig {
  const unread = readHealthSourceConfigs(rootConfig).filter(
    ({ id }) => !sourceIds.includes(id),
  );
  if (unread.length) {
    throw new InputError(
      unread
        .map(
          ({ id, type }) =>
            `opsHealth.sources.${id}.type: no module added a source of type '${type}'; it is not installed, or did not start`,
        )
        .join('. '),
    );
  }
  const config = rootConfig.getOptionalConfig('opsHealth');
  const refreshMs = readDuration(
    config,
    'refresh',
    USUAL_REFRESH,
    REFRESH_RANGE,
  );
  const indicators: ConfiguredIndicator[] = [];
  readList(config, 'indicators', (item, index) =>
    indicators.push(
      readConfiguredIndicator(
        item,
        `opsHealth.indicators[${index}]`,
        indicators,
        querySources,
      ),
    ),
  );
  return {
    refreshMs,
    ownRefreshMs: readOwnRefreshes(rootConfig),
    sourceTimeoutMs: Math.max(refreshMs * 0.8, 10 * SECOND),
    windowMs: readDuration(
      config,
      'window',
      { minutes: 5 },
      { minimumMs: MINUTE, maximumMs: HOUR },
    ),
    staleAfterMs: readDuration(
      config,
      'staleAfter',
      { seconds: (refreshMs / SECOND) * 3 },
      { minimumMs: refreshMs, maximumMs: 24 * HOUR },
    ),
    unknownAfterMs: readDuration(
      config,
      'unknownAfter',
      { seconds: Math.max((refreshMs / SECOND) * 10, 300) },
      { minimumMs: refreshMs, maximumMs: 24 * HOUR },
    ),
    clearAfterMs: readDuration(
      config,
      'clearAfter',
      { minutes: 2 },
      { minimumMs: 0, maximumMs: HOUR },
    ),
    readyDeadlineMs: readDuration(
      config,
      'readyDeadline',
      { minutes: 5 },
      { minimumMs: 0, maximumMs: 24 * HOUR },
    ),
    joins: readList(config, 'joins', readJoin) ?? defaultJoinRules,
    environments: readList(config, 'environments', readEnvironment) ?? [],
    indicators,
    catalogQueries:
      config?.getOptionalBoolean('rawQueries.fromCatalog') ?? false,
    querySources,
    limits:
      readList(config, 'limits', (item, index) =>
        readLimit(item, index, indicators),
      ) ?? [],
    slos: readConfigSlos(rootConfig),
    sloEvaluator: readEvaluator(config),
    qualityStaleAfterMs: readDuration(
      config,
      'quality.staleAfter',
      { days: 8 },
      { minimumMs: HOUR, maximumMs: 366 * 24 * HOUR },
    ),
    prices: readPrices(config),
  };
}
