import {
  compareIndicators,
  definitionOf,
  formatIndicatorValue,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedReading } from './ObservedReading';

const MOST_TELLING = 2;

/**
 * What is measured while nothing is wrong. Without values, since it is kept
 * longer than these.
 */
export function describeMeasured(readings: ObservedReading[]): string {
  const titles = mostTelling(readings).map(
    reading => definitionOf(reading).title,
  );
  const others = new Set(readings.map(({ indicator }) => indicator)).size;
  const more =
    others > titles.length ? ` and ${others - titles.length} more` : '';
  return [
    `Nothing is wrong by ${titles.join(', ')}${more}`,
    ...missing(readings),
  ].join('; ');
}

/**
 * The most telling values, and what is not measured.
 */
export function describeReadings(readings: ObservedReading[]): string {
  return [
    ...mostTelling(readings).map(
      reading =>
        `${definitionOf(reading).title} ${formatIndicatorValue(
          definitionOf(reading),
          reading.value,
        )}`,
    ),
    ...missing(readings),
  ].join(', ');
}

function mostTelling(readings: ObservedReading[]): ObservedReading[] {
  return [...readings]
    .sort((a, b) => compareIndicators(a.indicator, b.indicator))
    .slice(0, MOST_TELLING);
}

function missing(readings: ObservedReading[]): string[] {
  return readings.some(({ indicator }) => indicator === 'error-ratio')
    ? []
    : ['errors are not measured'];
}
