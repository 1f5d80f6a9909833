import type { Findings, Path } from '@platform-ops/documents';
import {
  ExpressionError,
  type CompiledExpression,
  type ExpressionCompiler,
} from '../expressions/ExpressionCompiler';

/** Tells what is wrong with an expression where it stands. */
export function compileExpression(
  source: string,
  type: 'bool' | 'string',
  compiler: ExpressionCompiler,
  path: Path,
  findings: Findings,
): CompiledExpression | undefined {
  try {
    return compiler.compile(source, type);
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    findings.refuse(
      `an expression that ${error.message}`,
      `CEL over facts that gives ${type === 'bool' ? 'true or false' : 'text'}`,
      path,
    );
    return undefined;
  }
}
