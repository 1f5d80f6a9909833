import {
  ANNOTATION_INDICATORS,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { HealthEntity } from '../entities/HealthEntity';
import { isFor, type ConfiguredIndicator } from './ConfiguredIndicator';
import { expandQuery } from './expandQuery';
import type { OwnIndicator } from './OwnIndicator';
import { parseIndicatorsAnnotation } from './parseIndicatorsAnnotation';
import type { QuerySource } from './QuerySource';
import { ROADIE_RULE } from './roadie/readRoadieAnnotations';
import { roadieIndicators } from './roadie/roadieIndicators';

/** What says which queries of people are asked. */
export interface OwnIndicatorConfig {
  indicators: ConfiguredIndicator[];
  /** Whether those are that stand in annotations. */
  catalogQueries: boolean;
  /** The sources that take queries. */
  querySources: QuerySource[];
}

export interface OwnIndicators {
  indicators: OwnIndicator[];
  problems: HealthProblem[];
}

const NOTHING: OwnIndicators = { indicators: [], problems: [] };

/** What is read again and again of entities that change seldom. */
const known = new WeakMap<
  OwnIndicatorConfig,
  WeakMap<HealthEntity, OwnIndicators>
>();

/**
 * The indicators that are defined for an entity alone: by its annotations, and
 * by queries of the configuration with values of it.
 */
export function readOwnIndicators(
  entity: HealthEntity,
  config: OwnIndicatorConfig,
): OwnIndicators {
  const ofConfig = known.get(config) ?? new WeakMap();
  known.set(config, ofConfig);
  const own = ofConfig.get(entity) ?? read(entity, config);
  ofConfig.set(entity, own);
  return own;
}

function read(entity: HealthEntity, config: OwnIndicatorConfig): OwnIndicators {
  const taken = new Set<string>();
  const parts = [
    configured(entity, config),
    config.catalogQueries
      ? annotated(entity, config.querySources)
      : notAllowed(entity),
    config.catalogQueries
      ? roadieIndicators(entity, config.querySources)
      : NOTHING,
  ];
  return {
    // The first of a name stays: the configuration is not overruled.
    indicators: parts
      .flatMap(({ indicators }) => indicators)
      .filter(({ name }) => !taken.has(name) && taken.add(name)),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function configured(
  entity: HealthEntity,
  { indicators }: OwnIndicatorConfig,
): OwnIndicators {
  const problems: HealthProblem[] = [];
  return {
    indicators: indicators
      .filter(rule => rule.isPerEntity && isFor(rule, entity))
      .flatMap(({ name, definition, source, query: template }) => {
        try {
          const query = expandQuery(template, entity);
          return query === undefined
            ? []
            : [{ name, definition, source, query, origin: 'config' as const }];
        } catch (error) {
          problems.push({
            text: `The indicator ${name} of the configuration is not asked: ${
              (error as Error).message
            }.`,
          });
          return [];
        }
      }),
    problems,
  };
}

function annotated(
  { annotations }: HealthEntity,
  sources: QuerySource[],
): OwnIndicators {
  const { indicators, problems } = parseIndicatorsAnnotation(
    annotations[ANNOTATION_INDICATORS] ?? '',
  );
  const isKnown = ({ source }: OwnIndicator) =>
    sources.some(({ id }) => id === source);
  return {
    indicators: indicators.filter(isKnown),
    problems: [
      ...problems,
      ...indicators
        .filter(indicator => !isKnown(indicator))
        .map(({ name, source }) => ({
          text: `The annotation ${ANNOTATION_INDICATORS} asks ${source} for ${name}, which is no source that takes queries. Allowed are ${
            sources.map(({ id }) => id).join(', ') ||
            'sources of type prometheus, of which there is none'
          }.`,
          ...(sources.length && {
            annotation: {
              name: ANNOTATION_INDICATORS,
              value: annotations[ANNOTATION_INDICATORS].replace(
                new RegExp(`(=[ \\t]*)${source}(?=[ \\t]*:)`, 'g'),
                `$1${sources[0].id}`,
              ),
            },
          }),
        })),
    ],
  };
}

function notAllowed({ annotations }: HealthEntity): OwnIndicators {
  const names = [ANNOTATION_INDICATORS, ROADIE_RULE].filter(name =>
    annotations[name]?.trim(),
  );
  return {
    indicators: [],
    problems: names.map(name => ({
      text: `The annotation ${name} has no effect: this portal asks no queries that come from the catalog. Who runs it allows them by opsHealth.rawQueries.fromCatalog, or defines the indicator under opsHealth.indicators.`,
    })),
  };
}
