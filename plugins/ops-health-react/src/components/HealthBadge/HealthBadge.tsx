import {
  stateWord,
  type HealthSummary,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { StateBadge } from '@platform-ops/backstage-plugin-platform-ops-react';

/** @public */
export interface HealthBadgeProps {
  /** Without one, nothing is known, and the badge says so. */
  health: Pick<HealthSummary, 'state' | 'stale' | 'reason'> | undefined;
  size?: 'small' | 'medium';
  /** Leaves the reason out, where it stands beside the badge. */
  withoutReason?: boolean;
}

/**
 * The health of something: colour, icon and word, with the reason as its
 * tooltip.
 *
 * @public
 */
export function HealthBadge(props: HealthBadgeProps) {
  const { health, size, withoutReason } = props;
  if (!health) {
    return (
      <StateBadge
        state="unknown"
        label={stateWord('unknown')}
        reason={withoutReason ? undefined : 'No source tells about it'}
        size={size}
      />
    );
  }
  return (
    <StateBadge
      state={health.state}
      label={stateWord(health.state)}
      reason={withoutReason ? undefined : health.reason}
      stale={health.stale}
      size={size}
    />
  );
}
