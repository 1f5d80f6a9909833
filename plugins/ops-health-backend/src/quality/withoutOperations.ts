import type {
  EntityHealth,
  HealthReason,
} from '@platform-ops/backstage-plugin-ops-health-common';

const MISSING: HealthReason = {
  kind: 'no-data',
  state: 'unknown',
  text: 'Only its quality is reported; how it runs is not measured',
};

/**
 * Says of an entity of which there is nothing but quality that this is all:
 * quality alone makes nothing good.
 */
export function withoutOperations<
  T extends Pick<EntityHealth, 'state' | 'reason' | 'reasons'>,
>(health: T): T {
  if (health.state === 'idle') {
    return health;
  }
  return {
    ...health,
    reason: health.state === 'unknown' ? MISSING.text : health.reason,
    reasons: [
      ...health.reasons.filter(({ kind }) => kind !== 'no-data'),
      MISSING,
    ],
  };
}
