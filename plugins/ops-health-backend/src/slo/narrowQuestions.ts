import type {
  IncreaseExpression,
  LabelMatcher,
  MetricGrouping,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';

/** The labels by which the events of something are found. */
export interface CountSubject {
  /** Id of the rule that joined it. */
  rule: string;
  labels: Record<string, string>;
  extract?: Record<string, string>;
}

/** What is asked at once. */
export interface CountQuestion {
  expression: IncreaseExpression;
  groupings: MetricGrouping[];
}

/** With more of them one question for all is as cheap. */
const MOST_SUBJECTS = 100;
/** Each is a query of its own. */
const MOST_QUESTIONS = 3;
/** A matcher stands in a query once for each of its counters. */
const LONGEST_PATTERN = 2_000;

/**
 * How to ask for the events of some label sets only. The answer may hold more
 * than these, but nothing of them is missing or different. Where they are many
 * it is one question for all that there is.
 */
export function narrowQuestions(options: {
  expression: IncreaseExpression;
  index: JoinIndex;
  subjects: CountSubject[];
}): CountQuestion[] {
  const { expression, index, subjects } = options;
  const all = [{ expression, groupings: index.groupings }];
  if (subjects.length > MOST_SUBJECTS) {
    return all;
  }
  const byGrouping = new Map<MetricGrouping, CountSubject[]>();
  for (const subject of subjects) {
    const grouping = index.groupings.find(
      candidate =>
        index.ruleOf(candidate.id) === subject.rule &&
        sameLabels(candidate, subject),
    );
    if (!grouping) {
      return all;
    }
    byGrouping.set(grouping, [...(byGrouping.get(grouping) ?? []), subject]);
  }
  const questions = [...byGrouping].flatMap(([grouping, wanted]) =>
    inShortPatterns(grouping, wanted).map(matchers => ({
      expression: narrowed(expression, matchers),
      groupings: [grouping],
    })),
  );
  return questions.length === 0 || questions.length > MOST_QUESTIONS
    ? all
    : questions;
}

function sameLabels(
  { labels, extract }: MetricGrouping,
  subject: CountSubject,
): boolean {
  return (
    JSON.stringify([...labels].sort()) ===
      JSON.stringify(Object.keys(subject.labels).sort()) &&
    JSON.stringify(extract ?? {}) === JSON.stringify(subject.extract ?? {})
  );
}

/** As many subjects in each as a pattern has room for. */
function inShortPatterns(
  grouping: MetricGrouping,
  subjects: CountSubject[],
): LabelMatcher[][] {
  const chunks: CountSubject[][] = [];
  let length = Infinity;
  for (const subject of subjects) {
    const longest = Math.max(
      ...Object.values(subject.labels).map(value => escaped(value).length + 1),
    );
    if (length + longest > LONGEST_PATTERN) {
      chunks.push([]);
      length = 0;
    }
    chunks[chunks.length - 1].push(subject);
    length += longest;
  }
  return chunks.map(chunk =>
    grouping.labels.map(label => toMatcher(grouping, label, chunk)),
  );
}

function toMatcher(
  { extract = {} }: MetricGrouping,
  label: string,
  subjects: CountSubject[],
): LabelMatcher {
  const values = [...new Set(subjects.map(({ labels }) => labels[label]))]
    .sort()
    .map(escaped)
    .join('|');
  return {
    label,
    operator: '=~',
    // What is extracted is a part of the whole.
    value: Object.hasOwn(extract, label) ? `.*(?:${values}).*` : values,
  };
}

function narrowed(
  expression: IncreaseExpression,
  matchers: LabelMatcher[],
): IncreaseExpression {
  return {
    ...expression,
    counters: expression.counters.map(counter => ({
      ...counter,
      matchers: [...(counter.matchers ?? []), ...matchers],
    })),
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
