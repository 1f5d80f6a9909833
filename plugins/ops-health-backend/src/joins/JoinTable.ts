import type {
  EnvironmentMapping,
  MetricGrouping,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { environmentOf } from './environmentOf';
import type { JoinIndex } from './JoinIndex';

/**
 * A label set of a source, and whose it is.
 */
export interface JoinedLabelSet {
  state: 'matched' | 'unmatched' | 'ambiguous';
  /** Id of the rule that decided; of the first that could, where none did. */
  rule: string;
  labels: Record<string, string>;
  environment?: string;
  /** Joined; or those that it could be, where ambiguous. */
  entityRefs: string[];
}

type Tuple = Record<string, string>;

/**
 * What every label set of some metrics of a source joins.
 *
 * @remarks
 *
 * Rules are tried in order for each label set. Two rules may find two entities
 * of the same kind, e.g. by `service` the one and by the name of the scrape job
 * another: the earlier rule decides, and what the later one would add up holds
 * the series of somebody else, so that it joins nothing.
 */
export class JoinTable {
  readonly labelSets: JoinedLabelSet[] = [];
  /** Refs by grouping and tuple. */
  readonly #refs = new Map<string, string[]>();
  readonly #known = new Set<string>();

  static create(options: {
    index: JoinIndex;
    labelSets: Array<Record<string, string>>;
    environments: EnvironmentMapping;
  }): JoinTable {
    return new JoinTable(
      options.index,
      options.labelSets,
      options.environments,
    );
  }

  private constructor(
    index: JoinIndex,
    labelSets: Array<Record<string, string>>,
    environments: EnvironmentMapping,
  ) {
    const groupings = index.groupings.map(grouping => ({
      grouping,
      take: tupleTaker(grouping),
    }));
    const contested = new Map<string, Set<string>>();
    const decided = labelSets.map(labels => {
      const winners = new Map<string, string>();
      const found: Array<{ key: string; rule: string; refs: string[] }> = [];
      let ambiguous: { rule: string; refs: string[] } | undefined;
      for (const { grouping, take } of groupings) {
        const tuple = take(labels);
        if (!tuple) {
          continue;
        }
        const key = keyOf(grouping, tuple);
        const rule = index.ruleOf(grouping.id);
        const join = index.find(grouping.id, tuple);
        this.#known.add(key);
        if (join.state === 'ambiguous') {
          ambiguous ??= { rule, refs: join.entityRefs };
        } else if (join.state === 'matched') {
          const refs = join.entityRefs;
          found.push({ key, rule, refs });
          for (const ref of refs) {
            const kind = kindOf(ref);
            const winner = winners.get(kind) ?? ref;
            winners.set(kind, winner);
            if (winner !== ref) {
              contested.set(
                `${key}|${ref}`,
                (contested.get(`${key}|${ref}`) ?? new Set()).add(winner),
              );
            }
          }
        }
      }
      return { labels, found, ambiguous };
    });

    for (const { labels, found, ambiguous } of decided) {
      const joined = new Set<string>();
      let rule: string | undefined;
      let disputed: { rule: string; refs: string[] } | undefined = ambiguous;
      for (const candidate of found) {
        const kept = candidate.refs.filter(
          ref => !contested.has(`${candidate.key}|${ref}`),
        );
        this.#refs.set(candidate.key, kept);
        kept.forEach(ref => joined.add(ref));
        if (kept.length) {
          rule ??= candidate.rule;
        } else {
          disputed ??= {
            rule: candidate.rule,
            refs: candidate.refs.flatMap(ref => [
              ref,
              ...(contested.get(`${candidate.key}|${ref}`) ?? []),
            ]),
          };
        }
      }
      const environment = environmentOf(labels, environments);
      if (joined.size) {
        this.labelSets.push({
          state: 'matched',
          rule: rule!,
          labels,
          environment,
          entityRefs: [...joined].sort(),
        });
      } else {
        this.labelSets.push({
          state: disputed ? 'ambiguous' : 'unmatched',
          rule: disputed?.rule ?? '',
          labels,
          environment,
          entityRefs: [...new Set(disputed?.refs)].sort(),
        });
      }
    }
  }

  /**
   * The entities that a row of an answer is of. Undefined where it was not
   * there when label sets were listed last.
   */
  find(grouping: MetricGrouping, tuple: Tuple): string[] | undefined {
    const key = keyOf(grouping, tuple);
    return this.#known.has(key) ? this.#refs.get(key) ?? [] : undefined;
  }
}

/**
 * The labels that have to be listed for all groupings and environments.
 */
export function labelsToList(
  groupings: MetricGrouping[],
  environments: EnvironmentMapping,
): string[] {
  return [
    ...new Set([
      ...groupings.flatMap(({ labels }) => labels),
      ...environments.rules.map(({ label }) => label),
    ]),
  ].sort();
}

function tupleTaker(
  grouping: MetricGrouping,
): (labels: Record<string, string>) => Tuple | undefined {
  const patterns = new Map(
    Object.entries(grouping.extract ?? {}).map(([label, pattern]) => [
      label,
      new RegExp(`^(?:${pattern})$`),
    ]),
  );
  return labels => {
    const tuple: Tuple = {};
    for (const label of grouping.labels) {
      const pattern = patterns.get(label);
      const value = pattern
        ? pattern.exec(labels[label] ?? '')?.[1]
        : labels[label];
      if (!value) {
        return undefined;
      }
      tuple[label] = value;
    }
    return tuple;
  };
}

function keyOf(grouping: MetricGrouping, tuple: Tuple): string {
  return JSON.stringify([
    grouping.id,
    ...grouping.labels.map(label => tuple[label] ?? ''),
  ]);
}

function kindOf(ref: string): string {
  return ref.slice(0, ref.indexOf(':'));
}
