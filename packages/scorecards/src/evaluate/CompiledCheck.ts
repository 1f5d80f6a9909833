import type { CompiledExpression } from '../expressions/ExpressionCompiler';
import type { CheckDefinition } from '../files/schemas';

/**
 * A check whose expressions fit the facts that they read.
 *
 * @public
 */
export interface CompiledCheck {
  definition: CheckDefinition;
  /** Ids of the types of facts without which it cannot be evaluated. */
  facts: string[];
  /** It says something else as time goes by, though no fact changed. */
  dependsOnTime: boolean;
  appliesWhen?: CompiledExpression;
  tiers: Array<{ verdict: 'pass' | 'warn'; when: CompiledExpression }>;
  /** Text and expressions in turn. */
  actual?: Array<string | CompiledExpression>;
}
