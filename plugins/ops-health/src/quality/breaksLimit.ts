import type { HealthLimit } from '@platform-ops/backstage-plugin-ops-health-common';

/** Whether a value is on the wrong side of a limit. */
export function breaksLimit(
  value: number,
  limit: Pick<HealthLimit, 'operator' | 'value'>,
): boolean {
  switch (limit.operator) {
    case '<':
      return value >= limit.value;
    case '<=':
      return value > limit.value;
    case '>':
      return value <= limit.value;
    default:
      return value < limit.value;
  }
}
