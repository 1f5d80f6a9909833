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
  /** Ids of types of facts of collectors that there are none of. */
  uncollected: Set<string>;
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
    loops: 0,
    uncollected: new Set(),
  };
  const variables = new Set<string>();
  const visit = (node: ASTNode, depth: number): void => {
    if (node.op === 'id') {
      traits.usesNow ||= node.args === 'now';
      return;
    }
    if (node.op === '.' && node.args[0].op === 'id') {
      const name = String(node.args[0].args);
      const id = `${name}.${node.args[1]}`;
      if (isFact(id)) {
        traits.facts.add(id);
      } else if (!isCollector(name) && !variables.has(name)) {
        traits.uncollected.add(id);
      }
    }
    const isLoop = node.op === 'rcall' && LOOPS.has(node.args[0]);
    if (isLoop) {
      namesOf(node.args[2]).forEach(name => variables.add(name));
    }
    const inner = isLoop ? depth + 1 : depth;
    traits.loops = Math.max(traits.loops, inner);
    childrenOf(node.args).forEach(child => visit(child, inner));
  };
  visit(ast, 0);
  return traits;
}

/** The variables that a loop binds: its first arguments, but for the last. */
function namesOf(args: ASTNode[]): string[] {
  return args
    .slice(0, -1)
    .flatMap(({ op, args: name }) => (op === 'id' ? [String(name)] : []));
}

function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) {
    return args.flatMap(childrenOf);
  }
  return typeof args === 'object' && args !== null && 'op' in args
    ? [args as ASTNode]
    : [];
}
