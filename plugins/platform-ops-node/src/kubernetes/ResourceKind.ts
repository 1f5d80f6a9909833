/**
 * Objects of one kind.
 *
 * @public
 */
export interface ResourceKind {
  /** Empty for the core group. */
  group: string;
  /** Those that we understand, the best first. */
  versions: string[];
  plural: string;
}

/**
 * As kubectl calls it.
 *
 * @public
 */
export function resourceName({ plural, group }: ResourceKind): string {
  return group ? `${plural}.${group}` : plural;
}
