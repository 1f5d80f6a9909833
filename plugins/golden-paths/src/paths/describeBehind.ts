import type { EntityPath } from '@platform-ops/backstage-plugin-golden-paths-common';
import type { State } from '@platform-ops/backstage-plugin-platform-ops-react';

/** How what a path made stands to the path as it is today. */
export function describeBehind(path: EntityPath): {
  state: State;
  label: string;
  reason: string;
} {
  const { version, latest, isBehind, problem } = path;
  if (problem !== undefined || latest === undefined) {
    return {
      state: 'unknown',
      label: 'unknown',
      reason:
        problem ??
        'The path is no longer in the catalog, or you may not see it: whether there is a newer version is not known',
    };
  }
  return isBehind
    ? {
        state: 'warning',
        label: 'behind',
        reason: `It was made with ${version}; ${latest} is the newest`,
      }
    : {
        state: 'good',
        label: 'up to date',
        reason: `${version} is the newest version of the path`,
      };
}
