import { InputError } from '@backstage/errors';
import type {
  LabelMatcher,
  MetricSelector,
} from '@platform-ops/backstage-plugin-ops-health-node';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const OPERATORS: Array<LabelMatcher['operator']> = ['=', '!=', '=~', '!~'];
const MAX_NAME_LENGTH = 512;
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** A string in PromQL; JSON's escapes are among Go's. */
export function quote(text: string): string {
  if (HALF_A_CHARACTER.test(text)) {
    throw new InputError(
      `found ${JSON.stringify(text)} in a query, allowed is well-formed text`,
    );
  }
  return JSON.stringify(text);
}

/** What `label_replace` puts in: there `$` stands for a capture group. */
export function quoteReplacement(text: string): string {
  return quote(text.replaceAll('$', '$$$$'));
}

/** A pattern that matches this text and no other. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/**
 * The series of a metric. A name that old servers do not know, such as
 * `http.server.request.duration`, stands in quotes as Prometheus 3 wants it.
 */
export function selector(
  { metric, matchers = [] }: MetricSelector,
  more: LabelMatcher[] = [],
): string {
  assertName('metric', metric);
  const texts = [...matchers, ...more].map(matcher);
  if (!METRIC_NAME.test(metric)) {
    return `{${[quote(metric), ...texts].join(',')}}`;
  }
  return texts.length ? `${metric}{${texts.join(',')}}` : metric;
}

function matcher({ label, operator, value }: LabelMatcher): string {
  if (!OPERATORS.includes(operator)) {
    throw new InputError(
      `found the operator ${JSON.stringify(
        operator,
      )} on the label '${label}', allowed are ${OPERATORS.join(' ')}`,
    );
  }
  return `${labelName(label)}${operator}${quote(value)}`;
}

/** A label as it stands in matchers and after `by`. */
export function labelName(label: string): string {
  assertName('label', label);
  return LABEL_NAME.test(label) ? label : quote(label);
}

function assertName(what: 'label' | 'metric', name: string): void {
  if (
    typeof name !== 'string' ||
    name === '' ||
    name.length > MAX_NAME_LENGTH ||
    /\p{Control}/u.test(name) ||
    HALF_A_CHARACTER.test(name)
  ) {
    throw new InputError(
      `found ${JSON.stringify(
        name,
      )} as the name of a ${what}, allowed are 1 to ${MAX_NAME_LENGTH} characters of text without control characters`,
    );
  }
}

const UNITS: Array<[string, number]> = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

/** E.g. `5m`: in the largest unit that it is a multiple of. */
export function duration(milliseconds: number): string {
  if (!Number.isInteger(milliseconds) || milliseconds <= 0) {
    throw new InputError(
      `found a duration of ${milliseconds} ms, allowed is a whole number above 0`,
    );
  }
  const [unit, size] = UNITS.find(([, length]) => milliseconds % length === 0)!;
  return `${milliseconds / size}${unit}`;
}

export function number(value: number, name: string): string {
  if (!Number.isFinite(value)) {
    throw new InputError(`${name}: found ${value}, allowed is a number`);
  }
  return String(value);
}
