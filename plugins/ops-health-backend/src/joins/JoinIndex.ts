import type { MetricGrouping } from '@platform-ops/backstage-plugin-ops-health-node';
import type { HealthEntity } from '../entities/HealthEntity';
import { expandTemplate } from './expandTemplate';
import type { JoinRule } from './JoinRule';
import { ANNOTATION_RULE, readMetricLabels } from './metricLabelsAnnotation';

/** Each set of label names in annotations is one more grouping for a source. */
const MOST_ANNOTATION_GROUPINGS = 10;

/** More alternatives of one entity are not meant. */
const MOST_TUPLES_PER_RULE = 50;

/**
 * Whose a label set is: of nobody, of one entity per kind, or of several of
 * the same kind, and then of none of them.
 */
export type Join =
  | { state: 'matched'; entityRefs: string[] }
  | { state: 'unmatched' }
  | { state: 'ambiguous'; entityRefs: string[] };

interface IndexedGrouping {
  grouping: MetricGrouping;
  rule: string;
  refsByKey: Map<string, Set<string>>;
}

/**
 * Finds the entities of label sets. Made anew whenever entities or rules
 * change; looking up takes no time.
 *
 * @remarks
 *
 * An entity with an annotation of its own is joined by that alone. A label set
 * that two entities of the same kind could have joins neither of them.
 */
export class JoinIndex {
  readonly #groupings: IndexedGrouping[];
  readonly #kinds: Map<string, string>;
  /** All that were indexed. */
  readonly entities: readonly HealthEntity[];
  /** Entities whose annotation could not be followed, and why. */
  readonly refused: ReadonlyMap<string, string>;

  static create(
    entities: readonly HealthEntity[],
    rules: JoinRule[],
  ): JoinIndex {
    const kinds = new Map<string, string>();
    const refused = new Map<string, string>();
    const byRule = rules.map(
      (rule, index): IndexedGrouping => ({
        rule: rule.id,
        grouping: {
          id: `rule-${index}`,
          labels: Object.keys(rule.labels).sort(),
          extract: rule.extract,
        },
        refsByKey: new Map(),
      }),
    );
    const byAnnotation = new Map<string, IndexedGrouping>();
    for (const entity of entities) {
      kinds.set(entity.ref, entity.kind.toLocaleLowerCase('en-US'));
      const { labels, problem } = readMetricLabels(entity);
      if (problem) {
        continue;
      }
      if (!labels) {
        rules.forEach((rule, index) => addByRule(byRule[index], rule, entity));
        continue;
      }
      const names = Object.keys(labels).sort();
      const key = names.join(',');
      if (
        !byAnnotation.has(key) &&
        byAnnotation.size === MOST_ANNOTATION_GROUPINGS
      ) {
        refused.set(
          entity.ref,
          `its set of labels (${names.join(', ')}) is the ${
            MOST_ANNOTATION_GROUPINGS + 1
          }th different one in annotations, and each makes every query dearer; use one of ${[
            ...byAnnotation.keys(),
          ].join('; ')}, or a rule in opsHealth.joins`,
        );
        continue;
      }
      const indexed = byAnnotation.get(key) ?? {
        rule: ANNOTATION_RULE,
        grouping: { id: `annotation-${byAnnotation.size}`, labels: names },
        refsByKey: new Map(),
      };
      byAnnotation.set(key, indexed);
      add(indexed, labels, entity.ref);
    }
    return new JoinIndex(
      // What somebody said explicitly wins.
      [...byAnnotation.values(), ...byRule].filter(
        ({ refsByKey }) => refsByKey.size > 0,
      ),
      kinds,
      entities,
      refused,
    );
  }

  private constructor(
    groupings: IndexedGrouping[],
    kinds: Map<string, string>,
    entities: readonly HealthEntity[],
    refused: Map<string, string>,
  ) {
    this.#groupings = groupings;
    this.#kinds = kinds;
    this.entities = entities;
    this.refused = refused;
  }

  /** By which sources have to group; the strongest first. */
  get groupings(): MetricGrouping[] {
    return this.#groupings.map(({ grouping }) => grouping);
  }

  /** The id of the rule behind a grouping. */
  ruleOf(groupingId: string): string {
    return this.#find(groupingId)?.rule ?? groupingId;
  }

  find(groupingId: string, labels: Record<string, string>): Join {
    const indexed = this.#find(groupingId);
    const refs = indexed?.refsByKey.get(keyOf(indexed.grouping.labels, labels));
    if (!refs) {
      return { state: 'unmatched' };
    }
    const entityRefs = [...refs].sort();
    const kinds = new Set(entityRefs.map(ref => this.#kinds.get(ref)));
    return {
      state: kinds.size === entityRefs.length ? 'matched' : 'ambiguous',
      entityRefs,
    };
  }

  #find(groupingId: string): IndexedGrouping | undefined {
    return this.#groupings.find(({ grouping }) => grouping.id === groupingId);
  }
}

function addByRule(
  indexed: IndexedGrouping,
  rule: JoinRule,
  entity: HealthEntity,
): void {
  if (!rule.kinds.includes(entity.kind.toLocaleLowerCase('en-US'))) {
    return;
  }
  let tuples: Array<Record<string, string>> = [{}];
  for (const [label, templates] of Object.entries(rule.labels)) {
    const values = templates
      .map(template => expandTemplate(template, entity))
      .filter(value => value !== undefined);
    tuples = tuples
      .flatMap(tuple => values.map(value => ({ ...tuple, [label]: value })))
      .slice(0, MOST_TUPLES_PER_RULE);
  }
  for (const tuple of tuples) {
    add(indexed, tuple, entity.ref);
  }
}

function add(
  indexed: IndexedGrouping,
  labels: Record<string, string>,
  ref: string,
): void {
  const key = keyOf(indexed.grouping.labels, labels);
  const refs = indexed.refsByKey.get(key);
  if (refs) {
    refs.add(ref);
  } else {
    indexed.refsByKey.set(key, new Set([ref]));
  }
}

function keyOf(names: string[], labels: Record<string, string>): string {
  return JSON.stringify(names.map(name => labels[name] ?? ''));
}
