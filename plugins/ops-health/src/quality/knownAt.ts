import type { QualityMeasurement } from '@platform-ops/backstage-plugin-ops-health-common';

/** When a measurement could be made: once its labels had come. */
export function knownAt(
  measurement: Pick<QualityMeasurement, 'measuredTo' | 'labelDelaySeconds'>,
): Date {
  return new Date(
    Date.parse(measurement.measuredTo) + measurement.labelDelaySeconds * 1000,
  );
}
