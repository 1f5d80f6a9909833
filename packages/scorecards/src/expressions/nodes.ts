import type { ASTNode } from '@marcbachmann/cel-js';

const LOOPS = new Set([
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
  'transformList',
  'transformMap',
]);

/** Whether a node goes through a list. */
export function isLoop(
  node: ASTNode,
): node is Extract<ASTNode, { op: 'rcall' }> {
  return node.op === 'rcall' && LOOPS.has(node.args[0]);
}

/** The nodes below, of the arguments of a node. */
export function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) {
    return args.flatMap(childrenOf);
  }
  return typeof args === 'object' && args !== null && 'op' in args
    ? [args as ASTNode]
    : [];
}
