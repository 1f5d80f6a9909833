import type { IndicatorId } from '@platform-ops/backstage-plugin-ops-health-common';
import { describeTrend } from './describeTrend';

const HOUR = 3_600_000;

/** A day in steps of an hour, whose last value is another one. */
function day(usual: number | null, last: number | null) {
  return Array.from({ length: 25 }, (_, hour): [number, number | null] => [
    hour * HOUR,
    hour === 24 ? last : usual,
  ]);
}

function trend(
  indicator: IndicatorId,
  now: number | undefined,
  before: number | null,
) {
  return describeTrend(
    { indicator, points: day(1, before), comparison: day(1, before) },
    now,
  );
}

describe('describeTrend', () => {
  it('says which way, how much and whether that is better', () => {
    expect(trend('latency', 0.84, 0.5)).toEqual({
      direction: 'up',
      short: '68 %',
      words: '68 % higher than at this time last week (500 ms)',
      better: false,
    });
    expect(trend('auc', 0.9, 0.8)).toMatchObject({ better: true });
    expect(trend('throughput', 50, 100)).toEqual({
      direction: 'down',
      short: '50 %',
      words: '50 % lower than at this time last week (100 /s)',
    });
  });

  it('counts in times what grew beyond percent, and survives zero', () => {
    expect(trend('error-ratio', 0.12, 0.01)).toMatchObject({
      short: '× 12',
      words: '12 times higher than at this time last week (1 %)',
    });
    expect(trend('error-ratio', 0.12, 0)).toMatchObject({
      direction: 'up',
      short: 'from 0 %',
    });
    expect(trend('error-ratio', 0, 0.2)).toMatchObject({
      direction: 'down',
      short: '100 %',
      better: true,
    });
  });

  it('tells of the value beside it what the series does not show yet', () => {
    const usual = day(0.05, 0.05);
    expect(
      describeTrend(
        { indicator: 'error-ratio', points: usual, comparison: usual },
        0.3,
      ),
    ).toMatchObject({
      words: '6 times higher than at this time last week (5 %)',
      better: false,
    });
  });

  it('calls little the same, and says nothing of what is not known', () => {
    expect(trend('latency', 0.51, 0.5)).toMatchObject({ direction: 'same' });
    expect(trend('latency', 0, 0)).toMatchObject({ direction: 'same' });
    expect(trend('latency', undefined, 0.5)).toBeUndefined();
    expect(trend('latency', 0.5, null)).toBeUndefined();
    expect(
      describeTrend(
        { indicator: 'latency', points: [], comparison: undefined },
        0.5,
      ),
    ).toBeUndefined();
  });
});
