import { formatIndicator } from './formatIndicator';
import { compareIndicators, definitionOf } from './indicators';

describe('formatIndicator', () => {
  it.each([
    ['latency', 0.84, '840 ms'],
    ['latency', 1.2345, '1.23 s'],
    ['latency', 0, '0 s'],
    ['latency', 95, '1 min 35 s'],
    ['error-ratio', 0.0123, '1.23 %'],
    ['error-ratio', 0, '0 %'],
    ['error-ratio', 1, '100 %'],
    ['error-ratio', 0.0000012, '0.0001 %'],
    ['throughput', 1234.5, '1,235 /s'],
    ['memory-used', 3.2e9, '2.98 GiB'],
    ['throughput', 0.44871, '0.449 /s'],
    ['gpu-temperature', 71, '71 °C'],
    ['restarts', 2, '2 /h'],
    ['auc', 0.91234, '0.9123'],
  ] as const)('%s %d', (indicator, value, text) => {
    expect(formatIndicator(indicator, value)).toBe(text);
  });
});

describe('an indicator that a person defined', () => {
  it('has its own unit and title, and comes after those that are known', () => {
    const definition = {
      title: 'Backlog',
      unit: 'seconds',
      better: 'lower',
      description: '',
    } as const;
    expect(formatIndicator({ indicator: 'backlog', definition }, 0.84)).toBe(
      '840 ms',
    );
    expect(definitionOf({ indicator: 'backlog', definition })).toBe(definition);
    expect(definitionOf({ indicator: 'latency' }).title).toBe('Latency p99');
    expect(definitionOf({ indicator: 'toString' })).toMatchObject({
      title: 'toString',
      unit: 'count',
    });
    expect(
      ['rule-10', 'rule-2', 'latency', 'backlog', 'error-ratio'].sort(
        compareIndicators,
      ),
    ).toEqual(['error-ratio', 'latency', 'backlog', 'rule-2', 'rule-10']);
  });
});
