import type { HealthProblem } from '@platform-ops/backstage-plugin-ops-health-common';
import { openBrackets } from '../openBrackets';

/**
 * A query that an entity names, and the label that tells its series apart;
 * the first label of the result where none is named.
 */
export interface RoadieRule {
  query: string;
  dimension?: string;
}

/**
 * What the annotations of the Roadie Prometheus plugin say.
 */
export interface RoadieAnnotations {
  /** Which of several servers; the default one where it is missing. */
  serviceName?: string;
  rules: RoadieRule[];
  /** Names of alerting rules, or all of the server. */
  alerts: 'all' | string[];
  /** Alerts count only if they have all of these labels. */
  labels: Record<string, string>;
  problems: HealthProblem[];
}

export const ROADIE_RULE = 'prometheus.io/rule';
const ALERT = 'prometheus.io/alert';
const LABELS = 'prometheus.io/labels';
export const ROADIE_SERVICE_NAME = 'prometheus.io/service-name';

/** One slip of the pen makes many more. */
const MOST_PROBLEMS = 10;

/**
 * Reads the annotations of the Roadie Prometheus plugin
 * (`@roadiehq/backstage-plugin-prometheus`). As there, queries, names and
 * labels are separated by commas, whatever brackets or quotes surround them.
 */
export function readRoadieAnnotations(
  annotations: Record<string, string>,
): RoadieAnnotations {
  const problems: HealthProblem[] = [];
  const alerts = list(annotations[ALERT]);
  const labels = readLabels(list(annotations[LABELS]), alerts, problems);
  const isAll = alerts[0] === 'all';
  if (isAll && Object.keys(labels).length === 0) {
    problems.push({
      text: `The annotation ${ALERT} is 'all', which would give this entity the alerts of every other one, and has no effect. Expected are names, or 'all' beside ${LABELS}; alerts that have the labels of this entity are joined without it.`,
      annotation: { name: LABELS, value: 'team=payments' },
    });
  }
  const rules = readRules(list(annotations[ROADIE_RULE]), problems);
  return {
    serviceName: annotations[ROADIE_SERVICE_NAME]?.trim() || undefined,
    rules,
    alerts: isAll ? 'all' : alerts,
    labels,
    problems: firstOf(problems),
  };
}

function firstOf(problems: HealthProblem[]): HealthProblem[] {
  const more = problems.length - MOST_PROBLEMS;
  return more <= 0
    ? problems
    : [
        ...problems.slice(0, MOST_PROBLEMS),
        { text: `There are ${more} more such mistakes in prometheus.io/….` },
      ];
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}

function readRules(items: string[], problems: HealthProblem[]): RoadieRule[] {
  return items.flatMap(item => {
    const [query, dimension] = item.split('|').map(part => part.trim());
    // A comma or bar within a query tears it apart, which brackets show.
    if (!query || openBrackets(query)?.length !== 0) {
      problems.push({
        text: `The annotation ${ROADIE_RULE} holds '${item.slice(
          0,
          80,
        )}', which is no query. Expected are queries or names of recording rules without ',' and '|', each with '|' and a label if wanted; a query with these goes into platformops.io/indicators.`,
        annotation: {
          name: ROADIE_RULE,
          value: 'sum by (pod) (up)|pod',
        },
      });
      return [];
    }
    return [dimension ? { query, dimension } : { query }];
  });
}

function readLabels(
  items: string[],
  alerts: string[],
  problems: HealthProblem[],
): Record<string, string> {
  const annotation = { name: LABELS, value: 'team=payments' };
  if (items.length > 0 && alerts.length === 0) {
    problems.push({
      text: `The annotation ${LABELS} has no effect without ${ALERT}, which it narrows.`,
      annotation: { name: ALERT, value: 'all' },
    });
  }
  const labels: Record<string, string> = {};
  for (const item of items) {
    const at = item.indexOf('=');
    if (at < 1) {
      problems.push({
        text: `The annotation ${LABELS} holds '${item.slice(
          0,
          80,
        )}'. Expected are pairs label=value, separated by commas.`,
        annotation,
      });
    } else {
      labels[item.slice(0, at).trim()] = item.slice(at + 1).trim();
    }
  }
  return labels;
}
