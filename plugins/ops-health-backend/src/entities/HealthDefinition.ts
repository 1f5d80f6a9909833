import {
  ANNOTATION_DASHBOARD,
  ANNOTATION_LOGS,
  ANNOTATION_ON_CALL,
  ANNOTATION_RUNBOOK,
  ANNOTATION_TIER,
  ANNOTATION_TRACES,
  ANNOTATION_TRAFFIC,
  type EntityHealth,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { OpsHealthConfig } from '../config';
import { readMetricLabels } from '../joins/metricLabelsAnnotation';
import { isFor } from '../own/ConfiguredIndicator';
import {
  readOwnIndicators,
  type OwnIndicatorConfig,
} from '../own/readOwnIndicators';
import type { HealthEntity } from './HealthEntity';
import { readLimitsAnnotation, type SetLimit } from './parseLimits';

const LOWEST_TIER = 4;
const USUAL_TIER = 3;

const LINKS = {
  runbook: ANNOTATION_RUNBOOK,
  dashboard: ANNOTATION_DASHBOARD,
  logs: ANNOTATION_LOGS,
  traces: ANNOTATION_TRACES,
  'on-call': ANNOTATION_ON_CALL,
} as const;

/**
 * What an entity and the configuration say of how its health is to be read.
 */
export interface HealthDefinition {
  tier: number;
  traffic?: 'expected' | 'none';
  limits: SetLimit[];
  links: EntityHealth['links'];
  /** What is wrong with its annotations. */
  problems: HealthProblem[];
}

/** What the configuration says of how health is read. */
type DefinitionConfig = OwnIndicatorConfig & Pick<OpsHealthConfig, 'limits'>;

/**
 * Reads what an entity says; what is wrong is reported and has no effect.
 */
export function readHealthDefinition(
  entity: HealthEntity,
  config: DefinitionConfig,
): HealthDefinition {
  const indicators = readOwnIndicators(entity, config);
  const { limits, problems } = readLimitsAnnotation(entity.annotations, [
    ...indicators.indicators,
    ...config.indicators.filter(rule => isFor(rule, entity)),
  ]);
  const own = new Set(limits.map(({ indicator }) => indicator));
  const general = config.limits
    .filter(
      rule =>
        isFor(rule, entity) &&
        // What the entity says of an indicator takes the place of it.
        !own.has(rule.limit.indicator),
    )
    .map(({ limit }) => limit);
  const labels = readMetricLabels(entity);
  const tier = readTier(entity);
  const traffic = readTraffic(entity);
  const links = readLinks(entity);
  return {
    tier: tier.value,
    traffic: traffic.value,
    limits: [...limits, ...general],
    links: links.value,
    problems: [
      ...indicators.problems,
      ...problems,
      ...(labels.problem ? [labels.problem] : []),
      ...tier.problems,
      ...traffic.problems,
      ...links.problems,
    ],
  };
}

function readTier(entity: HealthEntity): {
  value: number;
  problems: HealthProblem[];
} {
  const text = entity.annotations[ANNOTATION_TIER];
  const tier = Number(text);
  if (text === undefined) {
    return { value: USUAL_TIER, problems: [] };
  }
  return Number.isInteger(tier) && tier >= 1 && tier <= LOWEST_TIER
    ? { value: tier, problems: [] }
    : {
        value: USUAL_TIER,
        problems: [
          {
            text: `The annotation ${ANNOTATION_TIER} is '${text.slice(
              0,
              40,
            )}'. Allowed are 1 (most important) to ${LOWEST_TIER}.`,
            annotation: { name: ANNOTATION_TIER, value: String(USUAL_TIER) },
          },
        ],
      };
}

function readTraffic(entity: HealthEntity): {
  value?: 'expected' | 'none';
  problems: HealthProblem[];
} {
  const text = entity.annotations[ANNOTATION_TRAFFIC];
  if (text === undefined || text === 'expected' || text === 'none') {
    return { value: text, problems: [] };
  }
  return {
    problems: [
      {
        text: `The annotation ${ANNOTATION_TRAFFIC} is '${text.slice(
          0,
          40,
        )}'. Allowed are expected and none.`,
        annotation: { name: ANNOTATION_TRAFFIC, value: 'none' },
      },
    ],
  };
}

/** Only addresses of pages: what stands there becomes a link. */
function readLinks(entity: HealthEntity): {
  value: EntityHealth['links'];
  problems: HealthProblem[];
} {
  const value: EntityHealth['links'] = [];
  const problems: HealthProblem[] = [];
  for (const [kind, name] of Object.entries(LINKS)) {
    const url = entity.annotations[name];
    if (url === undefined) {
      continue;
    }
    if (/^https?:\/\//.test(url) && URL.canParse(url)) {
      value.push({ kind: kind as keyof typeof LINKS, url });
    } else {
      problems.push({
        text: `The annotation ${name} is '${url.slice(
          0,
          80,
        )}'. Expected is an address that begins with https:// or http://.`,
        annotation: { name, value: 'https://…' },
      });
    }
  }
  return { value, problems };
}
