import type { Reading } from './Reading';
import { withEarlier } from './withEarlier';

const BEFORE = 1_000;
const ref = 'component:default/cart';

function reading(
  indicator: Reading['indicator'],
  fields: Partial<Reading> = {},
): Reading {
  return {
    indicator,
    environment: 'production',
    value: 1,
    pack: 'http',
    expression: 0,
    rule: 'service',
    labels: { service: 'cart' },
    ...fields,
  };
}

const observed = (indicator: Reading['indicator'], fields = {}) => ({
  ...reading(indicator, fields),
  sourceId: 'prom',
  observedAt: BEFORE,
});

it('keeps what was read before of questions without an answer, with its age', () => {
  const now = {
    entityRef: ref,
    sourceId: 'prom',
    observedAt: new Date(2_000),
    readings: [
      reading('throughput', { value: 5 }),
      reading('error-ratio', { environment: 'test' }),
    ],
  };
  const earlier = new Map([
    [
      ref,
      [
        observed('latency', { value: 0.9 }),
        observed('error-ratio', { value: 0.2 }),
        observed('error-ratio', { environment: 'test', value: 0.3 }),
        // Answered: there is none any more.
        observed('client-error-ratio'),
        // Another pack's question, which was answered.
        observed('latency', { pack: 'kserve', environment: 'lab' }),
      ],
    ],
  ]);
  const [kept] = withEarlier(
    [now],
    (entityRef, { indicator, pack }) =>
      entityRef === ref &&
      pack === 'http' &&
      ['latency', 'error-ratio'].includes(indicator),
    earlier,
  );
  expect(kept).toEqual({
    ...now,
    readings: [
      ...now.readings,
      reading('latency', { value: 0.9, observedAt: BEFORE }),
      reading('error-ratio', { value: 0.2, observedAt: BEFORE }),
    ],
  });
});
