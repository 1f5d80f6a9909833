import type { ExpressionContext } from '../expressions/ExpressionCompiler';
import { toContext } from '../expressions/toContext';
import type { Fact } from '../facts/Fact';
import type { FactType } from '../facts/FactType';

/**
 * What is known of one entity, ready for all checks.
 *
 * @public
 */
export interface EntityFacts {
  /** By the id of their type, those that are expired among them. */
  facts: ReadonlyMap<string, Fact>;
  /** The facts as expressions read them, without expired ones. */
  context: ExpressionContext;
}

/**
 * @param types - Of all facts, by their ids.
 *
 * @public
 */
export function prepareFacts(
  facts: Fact[],
  types: ReadonlyMap<string, FactType>,
  now: Date,
): EntityFacts {
  const { context, misshaped } = toContext(facts, types, now);
  return {
    facts: new Map(
      facts
        .filter(({ type }) => !misshaped.has(type))
        .map(fact => [fact.type, fact]),
    ),
    context,
  };
}
