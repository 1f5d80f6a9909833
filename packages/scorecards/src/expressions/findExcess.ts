import type { ASTNode } from '@marcbachmann/cel-js';
import { childrenOf, isLoop } from './nodes';

/** What can take forever, or makes much of little: name, and what else does it. */
const REFUSED: Record<string, string> = {
  matches: 'use startsWith, endsWith or contains',
  split: 'have the collector give a list',
  json: 'have the collector give the fields',
  bind: 'write it out',
};
/** Two lists against each other; a third would be a bomb. */
const MOST_NESTED = 2;
const MOST_LOOPS = 20;
/** Each can double what there is to go through. */
const MOST_LIST_SUMS = 8;

/**
 * What of a checked expression could hold others up, in words; undefined where
 * nothing could.
 */
export function findExcess(ast: ASTNode): string | undefined {
  let loops = 0;
  let nested = 0;
  let listSums = 0;
  let problem: string | undefined;
  const visit = (node: ASTNode, depth: number): void => {
    if (node.op === 'rcall' && Object.hasOwn(REFUSED, node.args[0])) {
      problem ??= `uses ${node.args[0]}, which is not offered: ${
        REFUSED[node.args[0]]
      }`;
    }
    if (node.op === '+' && !isPrimitive(node)) {
      listSums++;
      if (depth > 0) {
        problem ??= 'adds up lists within a loop';
      }
    }
    const inner = isLoop(node) ? depth + 1 : depth;
    loops += inner - depth;
    nested = Math.max(nested, inner);
    childrenOf(node.args).forEach(child => visit(child, inner));
  };
  visit(ast, 0);
  if (nested > MOST_NESTED) {
    return `nests ${nested} loops over lists; allowed are ${MOST_NESTED}`;
  }
  if (loops > MOST_LOOPS) {
    return `has ${loops} loops over lists; allowed are ${MOST_LOOPS}`;
  }
  if (listSums > MOST_LIST_SUMS) {
    return `adds up lists ${listSums} times; allowed are ${MOST_LIST_SUMS}`;
  }
  return problem;
}

/** Whether it is known to be a number, a text or a time, and so is no list. */
function isPrimitive(node: ASTNode): boolean {
  const type = String((node as { checkedType?: unknown }).checkedType);
  return type !== 'dyn' && type !== 'undefined' && !type.startsWith('list');
}
