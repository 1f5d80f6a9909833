import { parseLimit, readLimitsAnnotation } from './parseLimits';

describe('limits', () => {
  it.each([
    ['latency < 500ms', { indicator: 'latency', operator: '<', value: 0.5 }],
    ['error-ratio<=1%', { operator: '<=', value: 0.01 }],
    ['throughput > 30/min', { operator: '>', value: 0.5 }],
    ['memory-used < 2GiB', { value: 2 * 1024 ** 3 }],
    ['auc >= 0.9', { operator: '>=', value: 0.9 }],
  ])('reads %s', (text, limit) => {
    expect(parseLimit(text, 'config')).toMatchObject(limit);
  });

  it.each([
    ['latency 500ms', 'is not a limit'],
    ['speed < 5', "'speed' is not an indicator; allowed are error-ratio"],
    ['latency < 5%', "'%' is not a unit of latency; allowed are s, ms"],
    ['latency < -5s', 'is not a limit'],
  ])('refuses %s', (text, message) => {
    expect(parseLimit(text, 'config')).toContain(message);
  });

  it('reports what is wrong with an annotation and keeps the rest', () => {
    const { limits, problems } = readLimitsAnnotation({
      'platformops.io/health-limits': 'latency<1s, nonsense',
    });
    expect(limits).toHaveLength(1);
    expect(problems).toEqual([
      {
        text: expect.stringContaining("'nonsense' is not a limit"),
        annotation: {
          name: 'platformops.io/health-limits',
          value: 'latency < 500ms, error-ratio < 1%',
        },
      },
    ]);
  });
});
