import type {
  EnvironmentMapping,
  LabelMatcher,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  ENVIRONMENT_LABEL,
  environmentLabels,
  labelled,
  withEnvironment,
} from './environments';
import { outputLabels, withExtracted, type Extraction } from './extraction';
import { labelName } from './text';

/** Keeps apart what would have the same labels within a union. */
const PART_LABEL = 'portal_part';

/** What an expression is compiled for. */
export interface Scope {
  /** By which values are grouped, beside the environment. */
  labels: string[];
  extract: Extraction;
  /** Added to every selector. */
  matchers: LabelMatcher[];
  environments: EnvironmentMapping;
  /** As PromQL writes it, e.g. `5m`. */
  window: string;
}

export interface Aggregation {
  /** Of the series of one term. */
  inner: 'sum' | 'count' | 'max' | 'min';
  /** Of what the inner one gave. */
  outer: 'sum' | 'max' | 'min';
}

export const SUM: Aggregation = { inner: 'sum', outer: 'sum' };

/**
 * One value per label set and environment from all series of all terms.
 *
 * @remarks
 *
 * Aggregates each term first, so that the union and the environment rules work
 * on few series. `a + b` would lose what only one of them has, and `a or b`
 * what both have; so each term is marked before the union.
 */
export function aggregate(
  terms: string[],
  { labels, extract, environments }: Scope,
  { inner, outer }: Aggregation,
  more: string[] = [],
): string {
  const wanted = [
    ...outputLabels(labels, extract),
    ...more,
    ...(environments.rules.length ? [ENVIRONMENT_LABEL] : []),
  ];
  const needed = [...labels, ...more, ...environmentLabels(environments)];
  const parts = terms.map(term => by(inner, needed, term));
  if (parts.length === 1 && String(wanted) === String(needed)) {
    return parts[0];
  }
  const union =
    parts.length === 1
      ? parts[0]
      : parts
          .map((part, index) => labelled(part, PART_LABEL, String(index)))
          .join(' or ');
  return by(
    outer,
    wanted,
    withExtracted(withEnvironment(union, environments), labels, extract),
  );
}

function by(aggregator: string, labels: string[], vector: string): string {
  const names = [...new Set(labels)].map(labelName);
  return names.length
    ? `${aggregator} by (${names.join(', ')}) (${vector})`
    : `${aggregator}(${vector})`;
}
