import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';

/** How a reason begins that was taken over from above. */
const FROM_ABOVE = /^(?:As )?([a-z]\w*:[^\s:/]+\/[^\s:/]+)(?:: | has it$)/;

/**
 * A reason as far as the caller may know it: that of an entity above speaks of
 * its facts, and of what people said of it.
 */
export function shownReason(
  reason: string | undefined,
  isVisible: IsVisible,
): string | undefined {
  const above = reason && FROM_ABOVE.exec(reason)?.[1];
  return !above || isVisible(above)
    ? reason
    : 'It is met above, where you may not see why';
}
