import { InputError, isError } from '@backstage/errors';
import type {
  LabelMatcher,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Series } from '../series/Series';
import type { SeriesTable } from '../series/SeriesTable';

/** The series that a selector means. To it a missing label is an empty one. */
export function selectSeries(
  table: SeriesTable,
  { metric, matchers = [] }: MetricSelector,
): Series[] {
  const tests = matchers.map(toTest);
  return [...table.ofMetric(metric)].filter(({ labels }) =>
    tests.every(test => test(labels)),
  );
}

function toTest({
  label,
  operator,
  value,
}: LabelMatcher): (labels: ReadonlyMap<string, string>) => boolean {
  switch (operator) {
    case '=':
      return labels => (labels.get(label) ?? '') === value;
    case '!=':
      return labels => (labels.get(label) ?? '') !== value;
    case '=~': {
      const pattern = wholePattern(value, `the label '${label}'`);
      return labels => pattern.test(labels.get(label) ?? '');
    }
    case '!~': {
      const pattern = wholePattern(value, `the label '${label}'`);
      return labels => !pattern.test(labels.get(label) ?? '');
    }
    default:
      throw new InputError(
        `found the operator ${JSON.stringify(
          operator,
        )} on the label '${label}', allowed are = != =~ !~`,
      );
  }
}

/**
 * A regular expression that matches a whole value.
 *
 * @throws InputError naming where it stands.
 */
export function wholePattern(pattern: string, where: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new InputError(
      `found ${JSON.stringify(
        pattern,
      )} for ${where}, allowed is a regular expression (${
        isError(error) ? error.message : error
      })`,
    );
  }
}
