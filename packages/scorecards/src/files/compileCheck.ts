import type { Findings, Path } from '@platform-ops/documents';
import type { CompiledCheck } from '../evaluate/CompiledCheck';
import type {
  CompiledExpression,
  ExpressionCompiler,
} from '../expressions/ExpressionCompiler';
import { compileExpression } from './compileExpression';
import type { CheckDefinition } from './schemas';

/** @returns undefined where an expression does not fit. */
export function compileCheck(
  definition: CheckDefinition,
  compiler: ExpressionCompiler,
  path: Path,
  findings: Findings,
): CompiledCheck | undefined {
  const before = findings.problems.length;
  const compile = (source: string, type: 'bool' | 'string', at: Path) =>
    compileExpression(source, type, compiler, [...path, ...at], findings);
  const { appliesWhen, notApplicable, tiers, actual } = definition;
  if (appliesWhen && !notApplicable) {
    findings.problem(
      [...path, 'notApplicable'],
      notApplicable,
      'why it does not apply where appliesWhen is false',
    );
  }
  const applies = appliesWhen && compile(appliesWhen, 'bool', ['appliesWhen']);
  const compiledTiers = tiers.flatMap(({ verdict, when }, position) => {
    const expression = compile(when, 'bool', ['tiers', position, 'when']);
    return expression ? [{ verdict, when: expression }] : [];
  });
  const read = [applies, ...compiledTiers.map(({ when }) => when)].filter(
    expression => typeof expression === 'object',
  );
  if (
    findings.problems.length === before &&
    read.every(({ facts }) => facts.size === 0)
  ) {
    findings.refuse(
      'a check that reads no fact',
      'one that does: without a fact nothing passes',
      [...path, 'tiers'],
    );
  }
  const parts = actual === undefined ? undefined : splitTemplate(actual);
  const shown = parts?.map(part =>
    'text' in part ? part.text : compile(part.source, 'string', ['actual']),
  );
  if (findings.problems.length > before) {
    return undefined;
  }
  const expressions = [
    ...compiledTiers.map(({ when }) => when),
    ...(shown ?? []).filter(part => typeof part === 'object'),
  ] as CompiledExpression[];
  return {
    definition,
    facts: [...new Set(expressions.flatMap(({ facts }) => [...facts]))],
    dependsOnTime: [...expressions, ...(applies ? [applies] : [])].some(
      ({ usesNow }) => usesNow,
    ),
    ...(applies && { appliesWhen: applies }),
    tiers: compiledTiers,
    actual: shown as CompiledCheck['actual'],
  };
}

/** `TLS {tls.endpoints.version}` is text and an expression. */
function splitTemplate(
  template: string,
): Array<{ text: string } | { source: string }> {
  return template
    .split(/\{([^{}]*)\}/)
    .map((part, index) => (index % 2 ? { source: part } : { text: part }))
    .filter(part => !('text' in part) || part.text !== '');
}
