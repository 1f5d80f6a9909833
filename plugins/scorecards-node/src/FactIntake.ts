import type { CollectedFact } from './FactCollector';

/**
 * A fact that was not kept.
 *
 * @public
 */
export interface RefusedFact {
  fact: CollectedFact;
  /** `unknown-entity` may pass: the catalog is copied once a minute. */
  reason: 'unknown-entity' | 'wrong';
  /** In words. */
  message: string;
}

/**
 * Takes the facts of a source that nobody asks: others push to it.
 *
 * @public
 */
export interface FactIntake {
  /**
   * Which of these entities are known here. One that is new in the catalog is
   * known within a minute.
   */
  findKnown(entityRefs: string[]): Promise<ReadonlySet<string>>;

  /**
   * Keeps the facts, in place of those of before of the same types, and has
   * their entities evaluated. What is kept is kept for good once this returns.
   *
   * @returns what was not kept.
   */
  put(facts: CollectedFact[]): Promise<RefusedFact[]>;

  /**
   * Has nothing known any more of these types of facts of an entity, as far as
   * they are of this source, and has it evaluated where something was.
   */
  forget(
    facts: Array<Pick<CollectedFact, 'entityRef' | 'type'>>,
  ): Promise<void>;
}
