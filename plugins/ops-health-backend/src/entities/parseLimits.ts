import {
  ANNOTATION_HEALTH_LIMITS,
  definitionOf,
  INDICATORS,
  INDICATOR_IDS,
  type HealthProblem,
  type IndicatorUnit,
  type OfIndicator,
} from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * What a person said that a value should keep.
 */
export interface SetLimit extends OfIndicator {
  operator: '<' | '<=' | '>' | '>=';
  /** In the indicator's unit. */
  value: number;
  origin: 'annotation' | 'config';
}

/** An indicator that a person defined. */
type OwnDefinition = Required<Pick<OfIndicator, 'definition'>> & {
  name: string;
};

/** What a number may be followed by, and what it is multiplied by then. */
const SUFFIXES: Record<IndicatorUnit, Record<string, number>> = {
  ratio: { '': 1, '%': 0.01 },
  seconds: { s: 1, ms: 0.001, us: 1e-6, m: 60, min: 60, h: 3600, '': 1 },
  'per-second': { '': 1, '/s': 1, '/min': 1 / 60, '/h': 1 / 3600 },
  'per-hour': { '': 1, '/h': 1 },
  bytes: {
    '': 1,
    B: 1,
    kB: 1e3,
    MB: 1e6,
    GB: 1e9,
    KiB: 1024,
    MiB: 1024 ** 2,
    GiB: 1024 ** 3,
  },
  celsius: { '': 1, '°C': 1, C: 1 },
  count: { '': 1 },
  money: { '': 1 },
  score: { '': 1 },
};

const LIMIT =
  /^(?<indicator>[a-z0-9-]+)\s*(?<operator><=|>=|<|>)\s*(?<number>\d+(\.\d+)?)\s*(?<suffix>\S*)$/;

const EXAMPLE = 'latency < 500ms, error-ratio < 1%';

/**
 * One limit, e.g. `latency < 500ms`.
 *
 * @param own - Indicators that a person defined.
 * @returns the limit, or what is wrong in words.
 */
export function parseLimit(
  text: string,
  origin: SetLimit['origin'],
  own: OwnDefinition[],
): SetLimit | string {
  const groups = LIMIT.exec(text)?.groups;
  if (!groups) {
    return `'${text.slice(
      0,
      80,
    )}' is not a limit; expected is <indicator> <operator> <number>, e.g. ${EXAMPLE}`;
  }
  const { indicator } = groups;
  const definition = own.find(({ name }) => name === indicator)?.definition;
  if (!definition && !Object.hasOwn(INDICATORS, indicator)) {
    return `'${indicator}' is not an indicator; allowed are ${[
      ...own.map(({ name }) => name),
      ...INDICATOR_IDS,
    ].join(', ')}`;
  }
  const suffixes = SUFFIXES[definitionOf({ indicator, definition }).unit];
  if (!Object.hasOwn(suffixes, groups.suffix)) {
    return `'${
      groups.suffix
    }' is not a unit of ${indicator}; allowed are ${Object.keys(suffixes)
      .map(suffix => suffix || 'none')
      .join(', ')}`;
  }
  return {
    indicator,
    ...(definition && { definition }),
    operator: groups.operator as SetLimit['operator'],
    value: Number(groups.number) * suffixes[groups.suffix],
    origin,
  };
}

/**
 * The limits that an entity's annotation sets.
 */
export function readLimitsAnnotation(
  annotations: Record<string, string>,
  own: OwnDefinition[],
): {
  limits: SetLimit[];
  problems: HealthProblem[];
} {
  const text = annotations[ANNOTATION_HEALTH_LIMITS];
  const limits: SetLimit[] = [];
  const good: string[] = [];
  const wrong: string[] = [];
  for (const part of text?.split(',').slice(0, 50) ?? []) {
    const limit = parseLimit(part.trim(), 'annotation', own);
    if (typeof limit === 'string') {
      wrong.push(limit);
    } else {
      limits.push(limit);
      good.push(part.trim());
    }
  }
  return {
    limits,
    problems: wrong.map(found => ({
      text: `The annotation ${ANNOTATION_HEALTH_LIMITS} sets no limit there: ${found}.`,
      annotation: {
        name: ANNOTATION_HEALTH_LIMITS,
        value: good.join(', ') || EXAMPLE,
      },
    })),
  };
}
