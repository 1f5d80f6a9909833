/**
 * What is known of an entity, and how it came to be known.
 *
 * @public
 */
export interface Fact {
  /** Id of its type. */
  type: string;
  value: Record<string, unknown>;
  collectedAt: Date;
  /** From then on it is not known any more. */
  expiresAt: Date;
}
