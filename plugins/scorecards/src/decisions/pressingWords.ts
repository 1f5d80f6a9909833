import type { Inbox } from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../controls/countWords';

/** What of the inbox cannot wait: `2 to decide`, `1 ends soon`. */
export function pressingWords({
  toDecide,
  expiring,
}: Pick<Inbox['totals'], 'toDecide' | 'expiring'>): string[] {
  return [
    ...(toDecide > 0 ? [`${toDecide.toLocaleString('en')} to decide`] : []),
    ...(expiring > 0 ? [countOf(expiring, 'ends soon', 'end soon')] : []),
  ];
}
