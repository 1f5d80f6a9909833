import { SourceTimings } from '../refresh/SourceTimings';
import { deriveHealth, type HealthInput } from './deriveHealth';
import type { ObservedReading } from './ObservedReading';
import type { Signal } from './Signal';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

function reading(
  indicator: ObservedReading['indicator'],
  value: number,
  fields: Partial<ObservedReading> = {},
): ObservedReading {
  return {
    indicator,
    value,
    environment: 'production',
    sourceId: 'prometheus-eu',
    observedAt: NOW,
    pack: 'http',
    expression: 0,
    rule: 'service',
    labels: { service: 'x' },
    ...fields,
  };
}

function input(fields: Partial<HealthInput>): HealthInput {
  return {
    now: NOW,
    readings: [],
    resources: [],
    signals: [],
    limits: [],
    servers: [],
    memory: { signals: [], pending: {} },
    timings: new SourceTimings({
      refreshMs: 30_000,
      staleAfterMs: 2 * MINUTE,
      unknownAfterMs: 5 * MINUTE,
    }),
    clearAfterMs: 2 * MINUTE,
    ...fields,
  };
}

const alert: Signal = {
  key: 'alert/1',
  kind: 'alert',
  state: 'bad',
  environment: 'production',
  text: 'HighErrorRate fires',
};

describe('deriveHealth', () => {
  it('is good by what is measured, and says what is not', () => {
    expect(
      deriveHealth(
        input({
          readings: [reading('latency', 0.2), reading('error-ratio', 0.001)],
        }),
      ),
    ).toMatchObject({
      state: 'good',
      reason:
        'Nothing wrong is known; Error ratio and Latency p99 are measured',
      stale: false,
      observedAt: NOW,
    });
    expect(
      deriveHealth(input({ readings: [reading('memory-used', 1e9)] })).reason,
    ).toBe('Nothing wrong is known; Memory used is measured, errors are not');
    expect(
      deriveHealth(
        input({
          readings: [
            reading('throughput', 3),
            reading('memory-used', 1e9),
            reading('error-ratio', 0.001),
            reading('latency', 0.2),
          ],
        }),
      ).reason,
    ).toBe(
      'Nothing wrong is known; Error ratio, Latency p99 and 2 more indicators are measured',
    );
  });

  it('is unknown without data, and never good', () => {
    expect(deriveHealth(input({}))).toMatchObject({
      state: 'unknown',
      reason: 'No source has data of it',
    });
    const old = reading('latency', 0.2, { observedAt: NOW - 6 * MINUTE });
    expect(deriveHealth(input({ readings: [old] }))).toMatchObject({
      state: 'unknown',
      reason: 'No data from prometheus-eu',
      reasons: [{ kind: 'no-data', since: '2026-11-23T11:54:00.000Z' }],
    });
    expect(
      deriveHealth(
        input({ readings: [{ ...old, observedAt: NOW - 3 * MINUTE }] }),
      ),
    ).toMatchObject({ state: 'good', stale: true });
  });

  it('is idle where nothing comes in, and warns where something should', () => {
    const readings = [reading('throughput', 0), reading('memory-used', 1)];
    expect(deriveHealth(input({ readings }))).toMatchObject({
      state: 'idle',
      reason: 'No requests come in',
    });
    expect(
      deriveHealth(input({ readings, traffic: 'expected' })),
    ).toMatchObject({
      state: 'warning',
      reason: 'No requests come in, though traffic is expected',
    });
    expect(deriveHealth(input({ traffic: 'none' }))).toMatchObject({
      state: 'idle',
      reason: 'No traffic is expected',
    });
  });

  it('is not idle while requests come in by another source', () => {
    const readings = [
      reading('throughput', 0),
      reading('throughput', 5, { sourceId: 'prometheus-us' }),
    ];
    for (const traffic of ['expected', undefined] as const) {
      expect(deriveHealth(input({ readings, traffic })).state).toBe('good');
    }
    // What is stale has no say beside what is not.
    readings[1].observedAt = NOW - 3 * MINUTE;
    expect(deriveHealth(input({ readings })).state).toBe('idle');
    expect(deriveHealth(input({ readings, traffic: 'expected' })).state).toBe(
      'warning',
    );
  });

  it('warns of a limit once it was broken twice, until it is kept for a while', () => {
    const limits = [
      {
        indicator: 'latency' as const,
        operator: '<' as const,
        value: 0.5,
        origin: 'annotation' as const,
      },
    ];
    const at = (minutes: number, latency: number, before?: any) =>
      deriveHealth(
        input({
          now: NOW + minutes * MINUTE,
          limits,
          readings: [
            reading('latency', latency, { observedAt: NOW + minutes * MINUTE }),
          ],
          memory: before?.memory ?? { signals: [], pending: {} },
        }),
      );
    const first = at(0, 0.84);
    expect(first.state).toBe('good');
    const second = at(0.5, 0.85, first);
    expect(second).toMatchObject({
      state: 'warning',
      reason: 'Latency p99 is 850 ms, it should be below 500 ms',
      reasons: [{ kind: 'limit', since: '2026-11-23T12:00:00.000Z' }],
    });
    const third = at(1, 0.4, second);
    expect(third.state).toBe('warning');
    // It comes back: still the same breach, with the same beginning.
    const fourth = at(1.5, 0.9, third);
    expect(fourth.reasons[0].since).toBe('2026-11-23T12:00:00.000Z');
    const fifth = at(2, 0.4, fourth);
    expect(at(4, 0.4, fifth).state).toBe('good');
    // A single value out of line is no warning.
    expect(at(0.5, 0.4, first).state).toBe('good');
  });

  it('keeps a warning while only its own question is not answered', () => {
    const limits = [
      {
        indicator: 'latency' as const,
        operator: '<' as const,
        value: 0.5,
        origin: 'annotation' as const,
      },
    ];
    let memory: HealthInput['memory'] = { signals: [], pending: {} };
    const stateAt = (minutes: number, answered: number) => {
      const health = deriveHealth(
        input({
          now: NOW + minutes * MINUTE,
          limits,
          memory,
          readings: [
            reading('throughput', 5, { observedAt: NOW + minutes * MINUTE }),
            ...(answered < 0
              ? []
              : [
                  reading('latency', 0.9, {
                    observedAt: NOW + answered * MINUTE,
                  }),
                ]),
          ],
        }),
      );
      memory = health.memory;
      return health.state;
    };
    expect([stateAt(0, 0), stateAt(1, 1)]).toEqual(['good', 'warning']);
    for (const minutes of [4, 10, 60]) {
      expect(stateAt(minutes, 1)).toBe('warning');
    }
    // Answered, and there is none any more.
    expect([stateAt(61, -1), stateAt(63, -1)]).toEqual(['warning', 'good']);
  });

  it('keeps a broken limit while the source is silent', () => {
    const limits = [
      {
        indicator: 'latency' as const,
        operator: '<' as const,
        value: 0.5,
        origin: 'config' as const,
      },
    ];
    const readings = [reading('latency', 0.9)];
    const first = deriveHealth(input({ limits, readings }));
    const second = deriveHealth(
      input({ limits, readings, memory: first.memory }),
    );
    const silent = deriveHealth(
      input({
        limits,
        readings,
        memory: second.memory,
        now: NOW + 4 * MINUTE,
      }),
    );
    expect(silent).toMatchObject({ state: 'warning', stale: true });
  });

  it('is as bad as the worst signal in production', () => {
    const derived = deriveHealth(
      input({
        readings: [
          reading('latency', 0.1),
          reading('latency', 0.1, { environment: 'staging' }),
        ],
        signals: [
          { ...alert, key: 'alert/2', environment: 'staging' },
          { ...alert, key: 'alert/3', state: 'warning', text: 'Slow' },
          alert,
        ],
      }),
    );
    expect(derived).toMatchObject({
      state: 'bad',
      reason: 'HighErrorRate fires',
      environments: [
        { environment: 'production', state: 'bad' },
        { environment: 'staging', state: 'bad' },
      ],
    });
    expect(derived.reasons.map(({ state }) => state)).toEqual([
      'bad',
      'bad',
      'warning',
    ]);
    expect(
      deriveHealth(
        input({
          readings: [reading('latency', 0.1)],
          signals: [{ ...alert, environment: 'staging' }],
        }),
      ).state,
    ).toBe('good');
  });

  it('does not take another environment for production', () => {
    expect(
      deriveHealth(
        input({
          readings: [reading('latency', 0.1, { environment: 'staging' })],
        }),
      ),
    ).toMatchObject({
      state: 'unknown',
      reason: 'Not seen in production; staging is healthy',
    });
    expect(
      deriveHealth(
        input({
          readings: [reading('latency', 0.1, { environment: undefined })],
        }),
      ),
    ).toMatchObject({
      state: 'good',
      environments: [{ environment: 'unmapped', unmapped: true }],
    });
  });

  it('goes by what runs where nothing is measured', () => {
    const resource = (
      readiness: 'ready' | 'not-ready' | 'idle' | 'unknown',
      text: string,
    ) => ({
      sourceId: 'cluster',
      environment: 'production',
      entityRefs: [],
      seenAt: new Date(NOW),
      resource: {
        kind: 'Deployment',
        id: text,
        name: 'cart',
        labels: {},
        readiness,
        text,
        conditions: [],
      },
    });
    const ready = resource('ready', '3 of 3 replicas are ready');
    const idle = resource('idle', 'scaled to zero');
    const of = (...resources: Array<ReturnType<typeof resource>>) =>
      deriveHealth(input({ resources }));
    expect(of(ready)).toMatchObject({
      state: 'good',
      reason:
        'Deployment cart: 3 of 3 replicas are ready, errors are not measured',
    });
    expect(of(ready, resource('unknown', 'no condition tells'))).toMatchObject({
      state: 'unknown',
      reason: 'Deployment cart: no condition tells',
    });
    expect(of(ready, resource('not-ready', 'starts')).state).toBe('unknown');
    expect(of(idle)).toMatchObject({
      state: 'idle',
      reason: 'Deployment cart: scaled to zero',
    });
    expect(
      deriveHealth(
        input({ resources: [idle], readings: [reading('memory-used', 1)] }),
      ).state,
    ).toBe('idle');
    expect(
      deriveHealth(
        input({
          resources: [{ ...ready, seenAt: new Date(NOW - 6 * MINUTE) }],
        }),
      ).state,
    ).toBe('unknown');
  });

  it('is as healthy as what serves it, for a model', () => {
    const server = deriveHealth(
      input({ readings: [reading('latency', 0.1)], signals: [alert] }),
    );
    const fine = deriveHealth(input({ readings: [reading('latency', 0.1)] }));
    expect(
      deriveHealth(
        input({
          servers: [
            { entityRef: 'component:default/a', title: 'A', health: fine },
            { entityRef: 'component:default/b', title: 'B', health: server },
          ],
        }),
      ),
    ).toMatchObject({
      state: 'bad',
      reason: 'B: HighErrorRate fires',
      reasons: [
        { state: 'bad', entityRef: 'component:default/b' },
        { state: 'good', entityRef: 'component:default/a' },
      ],
    });
  });
});
