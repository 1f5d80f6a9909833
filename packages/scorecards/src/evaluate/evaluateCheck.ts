import { describeMissing } from '../facts/describeMissing';
import type {
  CompiledExpression,
  ExpressionContext,
} from '../expressions/ExpressionCompiler';
import type { CheckVerdict } from '../verdicts';
import type { CompiledCheck } from './CompiledCheck';
import type { EntityFacts } from './EntityFacts';

/**
 * What a check says of an entity, and why.
 *
 * @public
 */
export interface CheckResult {
  verdict: CheckVerdict;
  /** What is, in a sentence without its end; missing where nothing is known. */
  actual?: string;
  /** Why it could not be evaluated, does not apply, or went wrong. */
  reason?: string;
}

const LONGEST_TEXT = 500;

/**
 * What a check says of an entity.
 *
 * @remarks
 *
 * What is not known is never a pass: a fact that is missing or expired gives
 * `not-evaluated`, an expression that goes wrong gives `error`.
 *
 * @public
 */
export function evaluateCheck(
  check: CompiledCheck,
  { facts, context }: EntityFacts,
): CheckResult {
  const { appliesWhen, tiers } = check;
  try {
    if (appliesWhen) {
      const unknown = describeMissing(appliesWhen.facts, facts, context.now);
      if (unknown) {
        return { verdict: 'not-evaluated', reason: unknown };
      }
      if (appliesWhen.evaluate(context) !== true) {
        return {
          verdict: 'not-applicable',
          reason: check.definition.notApplicable,
        };
      }
    }
    const unknown = describeMissing(check.facts, facts, context.now);
    if (unknown) {
      return { verdict: 'not-evaluated', reason: unknown };
    }
    const tier = tiers.find(({ when }) => when.evaluate(context) === true);
    return {
      verdict: tier?.verdict ?? 'fail',
      actual: describeActual(check.actual, context),
    };
  } catch (error) {
    return {
      verdict: 'error',
      reason: `The check could not be evaluated: ${
        String((error as Error).message).split('\n', 1)[0]
      }`,
    };
  }
}

function describeActual(
  parts: Array<string | CompiledExpression> | undefined,
  context: ExpressionContext,
): string | undefined {
  return parts
    ?.map(part => (typeof part === 'string' ? part : part.evaluate(context)))
    .join('')
    .slice(0, LONGEST_TEXT);
}
