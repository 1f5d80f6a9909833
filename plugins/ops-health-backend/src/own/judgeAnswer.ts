import {
  ANNOTATION_INDICATORS,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { RawQueryResult } from '@platform-ops/backstage-plugin-ops-health-node';
import type { OwnIndicator } from './OwnIndicator';
import { nameParts } from './nameParts';

type Row = RawQueryResult['rows'][number];

/** A value and what made it, or what is wrong with the query. */
export type Judgement =
  | { value: number; labels: Record<string, string>; note?: string }
  | { problem: HealthProblem };

/**
 * The value that an answer gives an indicator: that of the one series; where
 * there may be several the highest, which the reading then says.
 */
export function judgeAnswer(indicator: OwnIndicator, rows: Row[]): Judgement {
  if (rows.length === 0) {
    return {
      problem: describeProblem(
        indicator,
        'gives nothing now, where one number is expected: no series matches, or none has a sample of the last minutes. If that means zero, say so',
        `${wrap('(', indicator.query)} or vector(0)`,
      ),
    };
  }
  const numbers = rows.filter(({ value }) => Number.isFinite(value));
  if (numbers.length === 0) {
    return {
      problem: describeProblem(
        indicator,
        `gives ${rows[0].value} now, where a number is expected: most likely it divides by zero`,
      ),
    };
  }
  if (indicator.dimension === undefined) {
    return rows.length === 1
      ? { value: rows[0].value, labels: rows[0].labels }
      : { problem: tooMany(indicator, rows) };
  }
  const highest = numbers.reduce((a, b) => (b.value > a.value ? b : a));
  const { by, names } = nameParts(
    numbers.map(({ labels }) => labels),
    indicator.dimension,
  );
  return {
    value: highest.value,
    labels: numbers.length === 1 ? highest.labels : {},
    ...(numbers.length > 1 && {
      note: `${names[numbers.indexOf(highest)]}, the highest of ${
        numbers.length
      }${by ? ` by ${by}` : ''}`,
    }),
  };
}

/**
 * What is wrong with an indicator, with the annotation that mends it.
 */
export function describeProblem(
  { name, query, source, origin, rewrite }: OwnIndicator,
  found: string,
  mended?: string,
): HealthProblem {
  const where = {
    annotation: `of the annotation ${ANNOTATION_INDICATORS}`,
    config: 'of opsHealth.indicators',
    'prometheus.io/rule': 'of the annotation prometheus.io/rule',
  }[origin];
  return {
    text: `The query of ${name} ${where} ${found}.`,
    query: { source, text: query },
    ...(rewrite && { annotation: rewrite(mended ?? query) }),
  };
}

/** A comment would hide the bracket behind it. */
function wrap(before: string, query: string): string {
  return query.includes('#')
    ? `${before}\n  ${query}\n)`
    : `${before}${query})`;
}

function tooMany(indicator: OwnIndicator, rows: Row[]): HealthProblem {
  const example = Object.entries(rows[0].labels)
    .slice(0, 4)
    .map(([label, value]) => `${label}=${JSON.stringify(value.slice(0, 40))}`)
    .join(', ');
  return describeProblem(
    indicator,
    `gives ${rows.length} series${
      example && `, such as {${example}}`
    }, where one is expected: add them up, or take the highest by max(…)`,
    wrap('sum(', indicator.query),
  );
}
