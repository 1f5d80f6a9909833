import { formatIndicatorValue } from './formatIndicatorValue';
import { compareIndicators, definitionOf } from './indicators';

describe('formatIndicatorValue', () => {
  it.each([
    ['latency', 0.84, '840 ms'],
    ['latency', 1.2345, '1.23 s'],
    ['latency', 0, '0 s'],
    ['latency', 95, '1.58 min'],
    ['error-ratio', 0.0123, '1.23 %'],
    ['error-ratio', 0, '0 %'],
    ['error-ratio', 1, '100 %'],
    ['error-ratio', 0.0000012, '1.2e-4 %'],
    ['throughput', 1234.5, '1,235 /s'],
    ['memory-used', 3.2e9, '3.2 GB'],
    ['gpu-temperature', 71, '71 °C'],
    ['restarts', 2, '2 /h'],
    ['auc', 0.91234, '0.912'],
  ] as const)('%s %d', (indicator, value, text) => {
    expect(formatIndicatorValue(indicator, value)).toBe(text);
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
    expect(formatIndicatorValue(definition, 0.84)).toBe('840 ms');
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
