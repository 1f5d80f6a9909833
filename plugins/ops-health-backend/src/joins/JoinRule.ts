/**
 * How the label sets of sources are joined to entities: an entity's own values
 * are put into the templates, and a label set with just these values is its.
 */
export interface JoinRule {
  /** For people, and in the annals of what joined. */
  id: string;
  /** Lower-case kinds of entities that it is for. */
  kinds: string[];
  /** Templates by label; several templates stand for several values. */
  labels: Record<string, string[]>;
  /** Takes a part of a label's value, see `MetricGrouping.extract`. */
  extract?: Record<string, string>;
}

/**
 * A label set that is an entity's.
 */
export interface JoinTuple {
  rule: string;
  labels: Record<string, string>;
}
