import type { HealthLimit } from '@platform-ops/backstage-plugin-ops-health-common';
import type { SetLimit } from '../entities/parseLimits';
import { keepsLimit } from './keepsLimit';
import { limitKey } from './limitSignals';
import type { StateMemory } from './Signal';

/**
 * The limit of an indicator, and whether its value keeps it.
 */
export function toHealthLimit(
  reading: {
    indicator: string;
    environment?: string;
    /** Missing while it is unknown. */
    value?: number;
  },
  limits: SetLimit[],
  memory: StateMemory | undefined,
): HealthLimit | undefined {
  const limit = limits.find(({ indicator }) => indicator === reading.indicator);
  if (!limit) {
    return undefined;
  }
  const key = limitKey(limit, reading.environment);
  const since = memory?.signals.find(signal => signal.key === key)?.since;
  return {
    operator: limit.operator,
    value: limit.value,
    origin: limit.origin,
    kept:
      reading.value === undefined
        ? undefined
        : keepsLimit(reading.value, limit),
    brokenSince:
      since === undefined ? undefined : new Date(since).toISOString(),
  };
}
