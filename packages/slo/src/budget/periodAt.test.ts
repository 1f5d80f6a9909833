import { periodAt } from './periodAt';
import { nominalPeriodMs, type SloPeriod } from './SloPeriod';

function calendar(
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year',
  start: string,
  timeZone = 'UTC',
  count = 1,
): SloPeriod {
  return { kind: 'calendar', unit, count, start, timeZone };
}

function spanAt(period: SloPeriod, now: string): string[] {
  const { startMs, endMs } = periodAt(period, Date.parse(now));
  return [startMs, endMs].map(ms => new Date(ms).toISOString().slice(0, 16));
}

describe('periodAt', () => {
  it('rolls', () => {
    expect(
      spanAt({ kind: 'rolling', ms: 86_400_000 }, '2026-03-02T10:00:00Z'),
    ).toEqual(['2026-03-01T10:00', '2026-03-02T10:00']);
  });

  it.each([
    ['month', '2026-01-01T00:00:00', ['2026-02-01T00:00', '2026-03-01T00:00']],
    ['week', '2026-01-05T00:00:00', ['2026-02-09T00:00', '2026-02-16T00:00']],
    [
      'quarter',
      '2020-01-01T00:00:00',
      ['2026-01-01T00:00', '2026-04-01T00:00'],
    ],
    ['year', '2030-04-01T00:00:00', ['2025-04-01T00:00', '2026-04-01T00:00']],
  ] as const)('aligns a %s to its start', (unit, start, expected) => {
    expect(spanAt(calendar(unit, start), '2026-02-15T12:00:00Z')).toEqual(
      expected,
    );
  });

  it('keeps to the time zone when its clocks change', () => {
    const berlin = calendar('month', '2026-01-01T00:00:00', 'Europe/Berlin');
    expect(spanAt(berlin, '2026-04-10T00:00:00Z')).toEqual([
      '2026-03-31T22:00',
      '2026-04-30T22:00',
    ]);
    expect(spanAt(berlin, '2026-03-31T21:59:59Z')[0]).toBe('2026-02-28T23:00');
  });

  it('counts several units, and comes back to the 31st', () => {
    const twoMonths = calendar('month', '2026-01-31T00:00:00', 'UTC', 1);
    expect(spanAt(twoMonths, '2026-03-10T00:00:00Z')).toEqual([
      '2026-02-28T00:00',
      '2026-03-31T00:00',
    ]);
    expect(
      spanAt(
        calendar('week', '2026-01-05T00:00:00', 'UTC', 2),
        '2026-02-01T23:59:59Z',
      ),
    ).toEqual(['2026-01-19T00:00', '2026-02-02T00:00']);
  });

  it('holds the moment at every hour of two years, without a gap', () => {
    for (const unit of ['day', 'week', 'month', 'quarter'] as const) {
      const period = calendar(unit, '2026-01-01T02:30:00', 'America/New_York');
      let last = periodAt(period, Date.UTC(2025, 0, 1));
      for (let hour = 0; hour < 2 * 365 * 24; hour += 5) {
        const now = Date.UTC(2025, 0, 1, hour);
        const span = periodAt(period, now);
        expect(span.startMs <= now && now < span.endMs).toBe(true);
        expect([last.startMs, last.endMs]).toContain(span.startMs);
        last = span;
      }
    }
  });

  it('refuses what does not exist', () => {
    expect(() =>
      periodAt(calendar('month', '2026-01-01T00:00:00', 'Mars/Olympus'), 0),
    ).toThrow('period: found "2026-01-01T00:00:00 in Mars/Olympus"');
  });
});

describe('nominalPeriodMs', () => {
  it('is the same for each month', () => {
    expect(nominalPeriodMs(calendar('month', '', 'UTC', 2))).toBe(
      60 * 86_400_000,
    );
    expect(nominalPeriodMs({ kind: 'rolling', ms: 5 })).toBe(5);
  });
});
