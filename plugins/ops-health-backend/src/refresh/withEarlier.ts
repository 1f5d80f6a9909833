import type { ObservedReading } from '../state/ObservedReading';
import type { Observation, Reading } from './Reading';

/**
 * Observations with what was read before of questions that found no answer now:
 * that a source is silent does not mean that nothing is wrong any more.
 *
 * @param isOpen - Whether what gave a reading was not answered now, or not to
 *   the end.
 * @param earlier - The last readings of the same source, by the ref of the entity.
 */
export function withEarlier(
  observations: Observation[],
  isOpen: (entityRef: string, reading: Reading) => boolean,
  earlier: ReadonlyMap<string, ObservedReading[]>,
): Observation[] {
  return observations.map(observation => {
    const { entityRef, readings } = observation;
    const answered = new Set(readings.map(keyOf));
    const kept = (earlier.get(entityRef) ?? [])
      .filter(
        reading => isOpen(entityRef, reading) && !answered.has(keyOf(reading)),
      )
      .map(({ sourceId: _, ...reading }) => reading);
    return { ...observation, readings: [...readings, ...kept] };
  });
}

function keyOf({
  indicator,
  environment,
}: Pick<ObservedReading, 'indicator' | 'environment'>): string {
  return `${indicator} ${environment ?? ''}`;
}
