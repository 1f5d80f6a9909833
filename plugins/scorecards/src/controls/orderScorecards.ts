import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';

/** What has to be followed first, then what is voluntary, then what is mapped. */
export function orderScorecards(scorecards: readonly Scorecard[]): Scorecard[] {
  const rankOf = ({ mappingOnly, voluntary }: Scorecard) =>
    (mappingOnly ? 2 : 0) + (voluntary ? 1 : 0);
  return [...scorecards].sort((a, b) => rankOf(a) - rankOf(b));
}
