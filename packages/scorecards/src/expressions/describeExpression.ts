import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, isLoop } from './nodes';

/**
 * What an expression needs.
 */
export interface ExpressionTraits {
  /** Ids of the types of facts that it reads. */
  facts: Set<string>;
  /** It says something else as time goes by. */
  usesNow: boolean;
  /** Ids of types of facts of collectors that there are none of. */
  uncollected: Set<string>;
  /** Names of collectors that stand alone: then nobody can tell which facts are read. */
  bare: Set<string>;
}

/**
 * @param isFact - Whether there is a type of facts with this id.
 * @param isCollector - Whether there are any facts of a collector.
 */
export function describeExpression(
  ast: ASTNode,
  isFact: (id: string) => boolean,
  isCollector: (name: string) => boolean,
): ExpressionTraits {
  const traits: ExpressionTraits = {
    facts: new Set(),
    usesNow: false,
    uncollected: new Set(),
    bare: new Set(),
  };
  const variables = new Set<string>();
  const visit = (node: ASTNode): void => {
    if (node.op === 'id') {
      traits.usesNow ||= node.args === 'now';
      if (isCollector(node.args)) {
        traits.bare.add(node.args);
      }
      return;
    }
    if (node.op === '.' && node.args[0].op === 'id') {
      const name = String(node.args[0].args);
      const id = `${name}.${node.args[1]}`;
      if (isFact(id)) {
        traits.facts.add(id);
        return;
      }
      if (!isCollector(name) && !variables.has(name)) {
        traits.uncollected.add(id);
      }
    }
    if (isLoop(node)) {
      namesOf(node.args[2]).forEach(name => variables.add(name));
    }
    childrenOf(node.args).forEach(visit);
  };
  visit(ast);
  return traits;
}

/** The variables that a loop binds: its first arguments, but for the last. */
function namesOf(args: ASTNode[]): string[] {
  return args
    .slice(0, -1)
    .flatMap(({ op, args: name }) => (op === 'id' ? [String(name)] : []));
}
