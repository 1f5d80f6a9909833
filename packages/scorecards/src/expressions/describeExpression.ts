import type { ASTNode } from '@marcbachmann/cel-js';

/**
 * What an expression needs, and how much work it can be.
 */
export interface ExpressionTraits {
  /** Ids of the types of facts that it reads. */
  facts: Set<string>;
  /** It says something else as time goes by. */
  usesNow: boolean;
  /** How deeply loops over lists are nested. */
  loops: number;
}

const LOOPS = new Set([
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
  'transformList',
  'transformMap',
]);

/** @param isFact - Whether there is a type of facts with this id. */
export function describeExpression(
  ast: ASTNode,
  isFact: (id: string) => boolean,
): ExpressionTraits {
  const traits: ExpressionTraits = {
    facts: new Set(),
    usesNow: false,
    loops: 0,
  };
  const visit = (node: ASTNode, depth: number): void => {
    if (node.op === 'id') {
      traits.usesNow ||= node.args === 'now';
      return;
    }
    if (node.op === '.' && node.args[0].op === 'id') {
      const id = `${node.args[0].args}.${node.args[1]}`;
      if (isFact(id)) {
        traits.facts.add(id);
      }
    }
    const inner =
      node.op === 'rcall' && LOOPS.has(node.args[0]) ? depth + 1 : depth;
    traits.loops = Math.max(traits.loops, inner);
    childrenOf(node.args).forEach(child => visit(child, inner));
  };
  visit(ast, 0);
  return traits;
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) {
    return args.flatMap(childrenOf);
  }
  return typeof args === 'object' && args !== null && 'op' in args
    ? [args as ASTNode]
    : [];
}
