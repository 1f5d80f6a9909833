import type { LabelMatcher } from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * A query that an entity names, and the label that tells its series apart;
 * the first label of the result where none is named.
 *
 * @public
 */
export interface RoadieRule {
  query: string;
  dimension?: string;
}

/**
 * What the annotations of the Roadie Prometheus plugin say.
 *
 * @public
 */
export interface RoadieAnnotations {
  /** Which of several servers; the default one where it is missing. */
  serviceName?: string;
  rules: RoadieRule[];
  /** Names of alerting rules, or all of the server. */
  alerts: 'all' | string[];
  /** Alerts count only if they have all of these labels. */
  labels: LabelMatcher[];
  /** What cannot be understood, in words. */
  problems: string[];
}

const RULE = 'prometheus.io/rule';
const ALERT = 'prometheus.io/alert';
const LABELS = 'prometheus.io/labels';
const SERVICE_NAME = 'prometheus.io/service-name';

/**
 * Reads the annotations of the Roadie Prometheus plugin
 * (`@roadiehq/backstage-plugin-prometheus`). As there, queries, names and
 * labels are separated by commas, whatever brackets or quotes surround them.
 *
 * @public
 */
export function readRoadieAnnotations(
  annotations: Record<string, string> = {},
): RoadieAnnotations {
  const problems: string[] = [];
  const alerts = list(annotations[ALERT]);
  return {
    serviceName: annotations[SERVICE_NAME]?.trim() || undefined,
    rules: readRules(list(annotations[RULE]), problems),
    alerts: alerts[0] === 'all' ? 'all' : alerts,
    labels: readLabels(list(annotations[LABELS]), alerts, problems),
    problems,
  };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}

function readRules(items: string[], problems: string[]): RoadieRule[] {
  return items.flatMap(item => {
    const [query, dimension] = item.split('|').map(part => part.trim());
    if (!query || isTorn(query)) {
      problems.push(
        `${RULE}: found '${item}', allowed is a query or the name of a recording rule without ',' and '|', then '|' and a label if wanted, e.g. sum by (pod) (up)|pod`,
      );
      return [];
    }
    return [dimension ? { query, dimension } : { query }];
  });
}

/** A comma or bar within a query tears it apart, which brackets show. */
function isTorn(query: string): boolean {
  const count = (brackets: RegExp) => query.match(brackets)?.length ?? 0;
  return count(/[([{]/g) !== count(/[)\]}]/g);
}

function readLabels(
  items: string[],
  alerts: string[],
  problems: string[],
): LabelMatcher[] {
  if (items.length > 0 && alerts.length === 0) {
    problems.push(`${LABELS}: found without ${ALERT}, which it narrows`);
  }
  return items.flatMap(item => {
    const at = item.indexOf('=');
    if (at < 1) {
      problems.push(
        `${LABELS}: found '${item}', allowed is label=value, e.g. team=payments`,
      );
      return [];
    }
    return [
      {
        label: item.slice(0, at).trim(),
        operator: '=' as const,
        value: item.slice(at + 1).trim(),
      },
    ];
  });
}
