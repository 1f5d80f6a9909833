import {
  ANNOTATION_INDICATORS,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { HealthEntity } from '../../entities/HealthEntity';
import {
  LONGEST_QUERY,
  MOST_OWN_PER_ENTITY,
  type OwnIndicator,
} from '../OwnIndicator';
import type { QuerySource } from '../QuerySource';
import {
  readRoadieAnnotations,
  ROADIE_RULE,
  ROADIE_SERVICE_NAME,
} from './readRoadieAnnotations';

const LONGEST_TITLE = 60;

/**
 * The rules of the Roadie Prometheus plugin as indicators, `rule-1` and so on.
 */
export function roadieIndicators(
  entity: HealthEntity,
  sources: QuerySource[],
): { indicators: OwnIndicator[]; problems: HealthProblem[] } {
  const { rules, serviceName, problems } = readRoadieAnnotations(
    entity.annotations,
  );
  if (rules.length === 0) {
    return { indicators: [], problems };
  }
  const source = findSource(serviceName, sources);
  if (!source) {
    return {
      indicators: [],
      problems: [...problems, wrongServiceName(serviceName, sources)],
    };
  }
  const usable = rules.filter(({ query }) => query.length <= LONGEST_QUERY);
  if (usable.length < rules.length || usable.length > MOST_OWN_PER_ENTITY) {
    problems.push({
      text: `The annotation ${ROADIE_RULE} has ${rules.length} rules, not all of which are asked. Allowed are ${MOST_OWN_PER_ENTITY} of at most ${LONGEST_QUERY} characters.`,
    });
  }
  return {
    indicators: usable
      .slice(0, MOST_OWN_PER_ENTITY)
      .map(({ query, dimension = '' }, index) => ({
        name: `rule-${index + 1}`,
        definition: {
          title: titleOf(query),
          unit: 'count',
          better: 'neither',
          description: `By the query ${query}`,
        },
        source: source.id,
        query,
        dimension,
        origin: ROADIE_RULE,
        rewrite: another => ({
          name: ANNOTATION_INDICATORS,
          value: `rule-${index + 1} = ${source.id}: ${another}`,
        }),
      })),
    problems,
  };
}

/** By its title too: names of Roadie's instances may have capitals. */
function findSource(
  serviceName: string | undefined,
  sources: QuerySource[],
): QuerySource | undefined {
  return serviceName === undefined
    ? sources.find(() => sources.length === 1)
    : sources.find(({ id }) => id === serviceName) ??
        sources.find(({ title }) => title === serviceName);
}

function wrongServiceName(
  serviceName: string | undefined,
  sources: QuerySource[],
): HealthProblem {
  const found =
    serviceName === undefined
      ? 'is missing'
      : `is '${serviceName.slice(0, 80)}'`;
  return {
    text: `The annotation ${ROADIE_SERVICE_NAME} ${found}, so that ${ROADIE_RULE} has no effect. Allowed are the id or title of a source that takes queries: ${
      sources.map(({ id }) => id).join(', ') || 'there is none'
    }.`,
    ...(sources.length && {
      annotation: { name: ROADIE_SERVICE_NAME, value: sources[0].id },
    }),
  };
}

function titleOf(query: string): string {
  return query.length > LONGEST_TITLE
    ? `${query.slice(0, LONGEST_TITLE - 1)}…`
    : query;
}
