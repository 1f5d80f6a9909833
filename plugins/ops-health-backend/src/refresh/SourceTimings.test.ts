import { BackOff } from './BackOff';
import { SourceTimings } from './SourceTimings';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

describe('a clock that was ahead and is set right', () => {
  const timings = new SourceTimings({
    refreshMs: 0.5 * MINUTE,
    staleAfterMs: 2 * MINUTE,
    unknownAfterMs: 5 * MINUTE,
  });
  timings.setRefresh('slow', 4 * MINUTE);

  it('makes nothing fresh for long that it dated ahead', () => {
    const age = (ahead: number) => timings.ageOf('eu', NOW + ahead, NOW);
    // Those of two machines differ.
    expect(age(MINUTE)).toBe('fresh');
    expect(age(3 * MINUTE)).toBe('stale');
    expect(age(60 * MINUTE)).toBe('lapsed');
  });

  it('keeps no source from being asked', () => {
    expect(timings.isDue('slow', NOW - MINUTE, NOW)).toBe(false);
    expect(timings.isDue('slow', NOW + 60 * MINUTE, NOW)).toBe(true);
    const backOff = new BackOff(MINUTE);
    backOff.count(false, new Date(NOW + 60 * MINUTE));
    backOff.count(false, new Date(NOW + 60 * MINUTE));
    expect(backOff.isPaused(new Date(NOW + 61 * MINUTE))).toBe(true);
    expect(backOff.isPaused(new Date(NOW))).toBe(false);
  });
});
