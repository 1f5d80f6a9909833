import type {
  EntityHealth,
  Slo,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { toMonitoring, toObjectives } from './facts';

it('counts only what is told now, and pages that are heard', () => {
  const alert = { source: 'alerts', stale: false, severity: 'page' };
  const health = {
    entityRef: 'component:default/checkout',
    readings: [
      { indicator: 'latency', source: 'eu', value: 1, stale: false, limit: {} },
      { indicator: 'error-ratio', source: 'us', value: 0, stale: true },
      { indicator: 'throughput', source: 'us', stale: false },
    ],
    resources: [
      { source: 'kubernetes', stale: false },
      { source: 'gone', stale: true },
    ],
    alerts: [
      { ...alert, name: 'Down', runbookUrl: 'https://runbooks.example.com' },
      { ...alert, name: 'Slow' },
      { ...alert, name: 'Known', suppressed: { by: 'silence' } },
      { ...alert, name: 'Full', severity: 'ticket' },
    ],
    problems: [{ text: 'The limit of speed names no indicator' }],
  };
  expect(
    toMonitoring('component:default/checkout', [
      health as unknown as EntityHealth,
    ]),
  ).toEqual({
    entityRef: 'component:default/checkout',
    type: 'opsHealth.monitoring',
    value: {
      indicators: ['latency'],
      sources: ['alerts', 'eu', 'kubernetes'],
      limits: 1,
      pages: 2,
      alertsWithoutRunbook: ['Full', 'Known', 'Slow'],
      problems: ['The limit of speed names no indicator'],
    },
    source: 'Ops health',
    query:
      'GET /api/ops-health/health?entityRef=component:default/checkout: readings, resources, alerts, problems',
    population: 9,
  });
});

it('leaves no objective out that is in danger, however many there are', () => {
  const slo = (name: string, state: string, remaining?: number) =>
    ({
      name,
      state,
      stale: false,
      ...(remaining !== undefined && { budget: { remaining } }),
    } as Slo);
  const { value, population } = toObjectives(
    'model:a/b',
    ['model:a/b'],
    [
      ...Array.from({ length: 60 }, (_, n) => slo(`fine-${n}`, 'ok', 0.9)),
      slo('used-up', 'ok', 0),
      slo('firing', 'firing', 0.5),
      slo('unknown', 'no-data'),
    ],
  );
  const objectives = value.objectives as Slo[];
  expect(objectives).toHaveLength(50);
  expect(objectives.slice(0, 3).map(({ name }) => name)).toEqual([
    'firing',
    'unknown',
    'used-up',
  ]);
  expect(population).toBe(63);
});
