import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedReading } from '../state/ObservedReading';

/**
 * What was observed last of an indicator, where several sources tell it.
 */
export function newestOf(
  readings: ObservedReading[],
  indicator: IndicatorId,
): ObservedReading | undefined {
  return readings
    .filter(reading => reading.indicator === indicator)
    .sort((a, b) => b.observedAt - a.observedAt)[0];
}
