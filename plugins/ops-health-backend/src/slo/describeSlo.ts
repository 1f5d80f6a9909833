import { formatIndicator } from '@platform-ops/backstage-plugin-ops-health-common';
import type { SloDefinition } from '@platform-ops/slo';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What an objective counts. */
export function describeSloIndicator({ indicator }: SloDefinition): string {
  if (indicator.kind === 'queries') {
    return `Good events of all, by queries of ${indicator.sourceType}`;
  }
  return indicator.thresholdSeconds === undefined
    ? 'Requests that do not fail'
    : `Requests answered within ${formatIndicator(
        'latency',
        indicator.thresholdSeconds,
      )}`;
}

/** The time for which an objective promises something. */
export function describeSloPeriod({ period }: SloDefinition): string {
  if (period.kind === 'rolling') {
    const days = period.ms / DAY_MS;
    return Number.isInteger(days)
      ? `${days} days, rolling`
      : `${period.ms / HOUR_MS} hours, rolling`;
  }
  return `each ${
    period.count === 1 ? period.unit : `${period.count} ${period.unit}s`
  } (${period.timeZone})`;
}
