import type { HealthLimit } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * Whether a value keeps a limit.
 */
export function keepsLimit(
  value: number,
  limit: Pick<HealthLimit, 'operator' | 'value'>,
): boolean {
  switch (limit.operator) {
    case '<':
      return value < limit.value;
    case '<=':
      return value <= limit.value;
    case '>':
      return value > limit.value;
    default:
      return value >= limit.value;
  }
}
