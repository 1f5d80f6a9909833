/**
 * The type of a field of a fact: `string`, `int`, `double`, `bool`,
 * `timestamp` (RFC 3339 text in the fact), `list<…>` of these or of a shape,
 * or a shape of its own.
 *
 * @public
 */
export type FactFieldType =
  | 'string'
  | 'int'
  | 'double'
  | 'bool'
  | 'timestamp'
  | { list: FactFieldType }
  | { fields: Record<string, FactField> };

/** @public */
export interface FactField {
  type: FactFieldType;
  /** What it means, in words for authors of checks. */
  description: string;
  /** It may be missing; checks ask `has(…)` first. */
  optional?: boolean;
}

/**
 * Something that can be known of an entity, and how it is written in checks.
 *
 * @public
 */
export interface FactType {
  /** `<collector>.<name>`, e.g. `catalog.ownership`, in lower camel case. */
  id: string;
  title: string;
  fields: Record<string, FactField>;
}
