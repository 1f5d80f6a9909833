import type { QualityMeasurement } from '@platform-ops/backstage-plugin-ops-health-common';

const MINUTE = 60_000;

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The days (UTC) of the data: `9 to 15 Nov 2026`; the end is exclusive. */
export function formatInterval(
  measurement: Pick<QualityMeasurement, 'measuredFrom' | 'measuredTo'>,
): string {
  return DAY_FORMAT.formatRange(
    Date.parse(measurement.measuredFrom),
    Date.parse(measurement.measuredTo) - MINUTE,
  ).replace(/\s*[–-]\s*/, ' to ');
}
