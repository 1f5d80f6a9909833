import type {
  EnvironmentMapping,
  LabelMatcher,
  MetricGrouping,
} from '@platform-ops/backstage-plugin-ops-health-node';

type Labels = Record<string, string>;

const patterns = new Map<string, RegExp>();

/** Matches the whole text. */
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) {
    return known;
  }
  const compiled = new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, compiled);
  return compiled;
}

/** As in PromQL, a label that is missing is an empty one. */
export function matches(
  { label, operator, value }: LabelMatcher,
  labels: Labels,
): boolean {
  const found = labels[label] ?? '';
  switch (operator) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case '=~':
      return patternOf(value).test(found);
    case '!~':
      return !patternOf(value).test(found);
    default:
      throw new Error(
        `There is no operator ${JSON.stringify(operator)} on labels`,
      );
  }
}

/** The labels of a grouping; undefined where one of them is missing. */
export function takeLabels(
  { labels: names, extract = {} }: Pick<MetricGrouping, 'labels' | 'extract'>,
  labels: Labels,
): Labels | undefined {
  const taken: Labels = {};
  for (const name of names) {
    const value = Object.hasOwn(extract, name)
      ? patternOf(extract[name]).exec(labels[name] ?? '')?.[1]
      : labels[name];
    if (!value) {
      return undefined;
    }
    taken[name] = value;
  }
  return taken;
}

export function environmentOf(
  labels: Labels,
  { rules, fallback }: EnvironmentMapping,
): string | undefined {
  const rule = rules.find(
    ({ label, pattern }) =>
      labels[label] !== undefined && patternOf(pattern).test(labels[label]),
  );
  return rule?.environment ?? fallback;
}
