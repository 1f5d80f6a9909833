import { changesToCsv } from './changesToCsv';
import { comparisonOffsetSeconds } from './comparison';
import { seriesToCsv } from './seriesToCsv';
import { zoomOut } from './zoomOut';

describe('seriesToCsv', () => {
  it('has a row per time, with an empty cell for a gap', () => {
    const time = Date.parse('2026-03-10T12:00:00Z');
    expect(
      seriesToCsv([
        {
          indicator: 'latency',
          environment: 'production',
          source: 'prometheus-eu',
          points: [
            [time, 0.84],
            [time + 60_000, null],
          ],
          comparison: [[time + 120_000, 0.5]],
          askedAt: '2026-03-10T12:00:00Z',
          stale: false,
        },
      ]).split('\r\n'),
    ).toEqual([
      'time,indicator,environment,source,unit,value,compared_with',
      '2026-03-10T12:00:00.000Z,latency,production,prometheus-eu,seconds,0.84,',
      '2026-03-10T12:01:00.000Z,latency,production,prometheus-eu,seconds,,',
      '2026-03-10T12:02:00.000Z,latency,production,prometheus-eu,seconds,,0.5',
      '',
    ]);
  });
});

describe('changesToCsv', () => {
  it('has a row per change, and says from when on it may have been', () => {
    const change = {
      entityRef: 'model:main/churn',
      title: 'Churn',
      at: '2026-03-10T12:00:00Z',
    };
    expect(
      changesToCsv([
        {
          ...change,
          kind: 'alias',
          text: 'champion moved to 7',
          after: '2026-03-10T11:58:00Z',
          source: 'main',
        },
        { ...change, kind: 'deployment', text: '=1+1', environment: 'staging' },
      ]).split('\r\n'),
    ).toEqual([
      'time,not_before,kind,entity,text,environment,source',
      '2026-03-10T12:00:00Z,2026-03-10T11:58:00Z,alias,model:main/churn,champion moved to 7,,main',
      "2026-03-10T12:00:00Z,,deployment,model:main/churn,'=1+1,staging,",
      '',
    ]);
  });
});

describe('zoomOut', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  it('doubles the span, and stops at now', () => {
    expect(
      zoomOut(
        { from: '2026-03-10T08:00:00Z', to: '2026-03-10T09:00:00Z' },
        now,
      ),
    ).toEqual({
      from: '2026-03-10T07:30:00.000Z',
      to: '2026-03-10T09:30:00.000Z',
    });
    expect(zoomOut({ from: 'now-1h', to: 'now' }, now)).toEqual({
      from: '2026-03-10T10:00:00.000Z',
      to: 'now',
    });
  });
});

describe('comparisonOffsetSeconds', () => {
  it('is the length of the span, or a week', () => {
    const span = { from: new Date(0), to: new Date(3_600_000) };
    expect(comparisonOffsetSeconds('previous', span)).toBe(3600);
    expect(comparisonOffsetSeconds('week', span)).toBe(604_800);
    expect(
      comparisonOffsetSeconds('previous', { ...span, to: new Date(5_000) }),
    ).toBe(60);
  });
});
