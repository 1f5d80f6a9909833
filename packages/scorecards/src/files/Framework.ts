import type { CompiledCheck } from '../evaluate/CompiledCheck';
import type { CompiledExpression } from '../expressions/ExpressionCompiler';
import type { ControlDefinition, FrameworkSpec } from './schemas';

/**
 * A control whose rule and expressions were checked.
 *
 * @public
 */
export interface CompiledControl {
  definition: ControlDefinition;
  appliesWhen?: CompiledExpression;
  /** The checks of its rule. */
  checks: string[];
}

/**
 * A framework as its file says it, checked and ready to be evaluated.
 *
 * @public
 */
export interface Framework {
  id: string;
  title: string;
  description?: string;
  spec: Omit<FrameworkSpec, 'controls'>;
  appliesWhen?: CompiledExpression;
  controls: CompiledControl[];
  /** Changes with anything that could change a verdict. */
  hash: string;
}

/**
 * All frameworks of a portal, and the checks that they share.
 *
 * @public
 */
export interface Rulebook {
  frameworks: Framework[];
  checks: Map<string, CompiledCheck>;
}
