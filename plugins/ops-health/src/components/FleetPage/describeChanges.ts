import type { HealthChange } from '@platform-ops/backstage-plugin-ops-health-common';
import { CHANGE_WORDS, countChanges } from '../../changes';

/** `3 changes`, and of which kinds: `2 deployments, 1 alias move`. */
export function describeChanges(
  changes: readonly HealthChange[],
  most: number,
): { total: string; kinds: string } {
  const many = changes.length >= most ? `${most} or more` : changes.length;
  return {
    total: `${many} ${changes.length === 1 ? 'change' : 'changes'}`,
    kinds: countChanges(changes)
      .map(
        ({ kind, count }) =>
          `${count} ${CHANGE_WORDS[kind][count === 1 ? 0 : 1]}`,
      )
      .join(', '),
  };
}
