import type {
  EnvironmentMapping,
  EvaluateRangeRequest,
  EvaluateRequest,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Series } from '../series/Series';
import { wholePattern } from './matcher';

/** What the values of several series become one value for. */
export interface Group {
  /** Id of the grouping. */
  grouping: string;
  labels: Record<string, string>;
  environment: string | undefined;
}

/** The groups of a series: the same objects for the same labels. */
export type GroupsOf = (series: Series) => Group[];

type Labels = ReadonlyMap<string, string>;
type Take = (labels: Labels) => string[] | undefined;

/** A group for each set of values of the labels of each grouping. */
export function groupByLabels({
  groupings,
  environments,
}: Pick<EvaluateRequest, 'groupings' | 'environments'>): GroupsOf {
  const environmentOf = environmentTeller(environments);
  const known = new Map<string, Group>();
  const takers = groupings.map(({ id, labels, extract }) => ({
    id,
    names: labels,
    take: taker(labels, extract),
  }));
  return ({ labels }) => {
    const groups: Group[] = [];
    let environment: string | undefined | null = null;
    for (const { id, names, take } of takers) {
      const values = take(labels);
      if (!values) {
        continue;
      }
      if (environment === null) {
        environment = environmentOf(labels);
      }
      const key = JSON.stringify([id, environment, values]);
      let group = known.get(key);
      if (!group) {
        group = {
          grouping: id,
          labels: Object.fromEntries(
            names.map((name, index) => [name, values[index]]),
          ),
          environment,
        };
        known.set(key, group);
      }
      groups.push(group);
    }
    return groups;
  };
}

/** One group: what has all of these labels, in one environment. */
export function groupOfEntity({
  labels: wanted,
  extract,
  environments,
  environment,
}: Pick<
  EvaluateRangeRequest,
  'labels' | 'extract' | 'environments' | 'environment'
>): GroupsOf {
  const environmentOf = environmentTeller(environments);
  const names = Object.keys(wanted);
  const take = taker(names, extract);
  const group: Group[] = [{ grouping: '', labels: wanted, environment }];
  return ({ labels }) => {
    const values = take(labels);
    return values?.every((value, index) => value === wanted[names[index]]) &&
      environmentOf(labels) === environment
      ? group
      : [];
  };
}

/** The values of labels; undefined where one is missing. */
function taker(names: string[], extract: Record<string, string> = {}): Take {
  const patterns = names.map(name =>
    Object.hasOwn(extract, name)
      ? wholePattern(extract[name], `extract of the label '${name}'`)
      : undefined,
  );
  return labels => {
    const values: string[] = [];
    for (const [index, name] of names.entries()) {
      const value = labels.get(name);
      const pattern = patterns[index];
      const taken = pattern ? pattern.exec(value ?? '')?.[1] : value;
      if (!taken) {
        return undefined;
      }
      values.push(taken);
    }
    return values;
  };
}

function environmentTeller({
  rules,
  fallback,
}: EnvironmentMapping): (labels: Labels) => string | undefined {
  const tests = rules.map(({ environment, label, pattern }) => ({
    environment,
    label,
    pattern: wholePattern(pattern, `the environment of the label '${label}'`),
  }));
  return labels => {
    const rule = tests.find(({ label, pattern }) => {
      const value = labels.get(label);
      return value !== undefined && pattern.test(value);
    });
    return rule ? rule.environment : fallback;
  };
}
