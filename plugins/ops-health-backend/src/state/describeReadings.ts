import {
  compareIndicators,
  definitionOf,
  formatIndicator,
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
  const count = new Set(readings.map(({ indicator }) => indicator)).size;
  const more = count - titles.length;
  const subjects = new Intl.ListFormat('en-GB').format([
    ...titles,
    ...(more > 0
      ? [`${more} more ${more === 1 ? 'indicator' : 'indicators'}`]
      : []),
  ]);
  const verb = count === 1 ? 'is' : 'are';
  return [
    `Nothing wrong is known; ${subjects} ${verb} measured`,
    ...(hasErrors(readings) ? [] : ['errors are not']),
  ].join(', ');
}

/**
 * The most telling values, and what is not measured.
 */
export function describeReadings(readings: ObservedReading[]): string {
  return [
    ...mostTelling(readings).map(
      reading =>
        `${definitionOf(reading).title} ${formatIndicator(
          reading,
          reading.value,
        )}`,
    ),
    ...(hasErrors(readings) ? [] : ['errors are not measured']),
  ].join(', ');
}

function mostTelling(readings: ObservedReading[]): ObservedReading[] {
  return [...readings]
    .sort((a, b) => compareIndicators(a.indicator, b.indicator))
    .slice(0, MOST_TELLING);
}

function hasErrors(readings: ObservedReading[]): boolean {
  return readings.some(({ indicator }) => indicator === 'error-ratio');
}
