import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';

/** How many controls a machine found wanting. */
export function failing(counts: Scorecard['counts']): number {
  return counts.fail ?? 0;
}

/** Of how many controls nothing is known. */
export function unknown(counts: Scorecard['counts']): number {
  return (counts['not-evaluated'] ?? 0) + (counts.error ?? 0);
}

/** `1 control`, `3 controls`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
