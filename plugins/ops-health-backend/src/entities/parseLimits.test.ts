import { parseLimit, readLimitsAnnotation } from './parseLimits';

describe('limits', () => {
  it.each([
    ['latency < 500ms', { indicator: 'latency', operator: '<', value: 0.5 }],
    ['error-ratio<=1%', { operator: '<=', value: 0.01 }],
    ['throughput > 30/min', { operator: '>', value: 0.5 }],
    ['memory-used < 2GiB', { value: 2 * 1024 ** 3 }],
    ['auc >= 0.9', { operator: '>=', value: 0.9 }],
  ])('reads %s', (text, limit) => {
    expect(parseLimit(text, 'config', [])).toMatchObject(limit);
  });

  it.each([
    ['latency 500ms', 'is not a limit'],
    ['speed < 5', "'speed' is not an indicator; allowed are error-ratio"],
    ['latency < 5%', "'%' is not a unit of latency; allowed are s, ms"],
    ['latency < -5s', 'is not a limit'],
  ])('refuses %s', (text, message) => {
    expect(parseLimit(text, 'config', [])).toContain(message);
  });

  it('reports what is wrong with an annotation and keeps the rest', () => {
    const { limits, problems } = readLimitsAnnotation(
      { 'platformops.io/health-limits': 'latency<1s, nonsense, restarts < 3' },
      [],
    );
    expect(limits).toHaveLength(2);
    expect(problems).toEqual([
      {
        text: expect.stringContaining("'nonsense' is not a limit"),
        annotation: {
          name: 'platformops.io/health-limits',
          value: 'latency<1s, restarts < 3',
        },
      },
    ]);
    expect(
      readLimitsAnnotation({ 'platformops.io/health-limits': 'x' }, [])
        .problems[0].annotation?.value,
    ).toBe('latency < 500ms, error-ratio < 1%');
  });

  it('knows the units of indicators that a person defined', () => {
    const definition = {
      title: 'Backlog',
      unit: 'seconds',
      better: 'lower',
      description: '',
    } as const;
    const own = [{ name: 'backlog', definition }];
    expect(parseLimit('backlog < 90min', 'annotation', own)).toEqual({
      indicator: 'backlog',
      definition,
      operator: '<',
      value: 5400,
      origin: 'annotation',
    });
    expect(parseLimit('backlog < 5%', 'annotation', own)).toContain(
      "'%' is not a unit of backlog; allowed are s,",
    );
    expect(parseLimit('other < 5', 'annotation', own)).toContain(
      "'other' is not an indicator; allowed are backlog, error-ratio",
    );
  });
});
