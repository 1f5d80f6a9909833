import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { FakeSource } from './__testUtils__/FakeSource';
import { startPortal } from './__testUtils__/startPortal';

const credentials = mockCredentials.user();

function component(name: string, annotations = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service' },
  };
}

async function start() {
  const source = new FakeSource('eu');
  source.environment = 'production';
  source.series = ['cart', 'checkout'].map((service, index) => ({
    labels: { service },
    errorRatio: 0.001,
    latency: index === 0 ? 0.1 : 0.9,
    throughput: 3,
  }));
  const portal = await startPortal({
    entities: [
      component('cart'),
      component('checkout', {
        'platformops.io/health-limits': 'latency<500ms',
      }),
    ],
    sources: [source],
    opsHealth: {
      joins: [{ labels: { service: '{name}' } }],
      slos: {
        definitions: [
          {
            apiVersion: 'openslo/v1',
            kind: 'SLO',
            metadata: { name: 'availability' },
            spec: {
              service: 'cart',
              budgetingMethod: 'Occurrences',
              timeWindow: [{ duration: '30d', isRolling: true }],
              objectives: [{ target: 0.99 }],
              indicator: {
                metadata: { name: 'errors' },
                spec: {
                  ratioMetric: {
                    counter: true,
                    rawType: 'failure',
                    raw: {
                      metricSource: {
                        type: 'Indicator',
                        spec: { indicator: 'error-ratio' },
                      },
                    },
                  },
                },
              },
            },
          },
        ],
      },
    },
  });
  await portal.refresh();
  await portal.refresh();
  return portal;
}

describe('ops health for agents', () => {
  it('lists what is not well, says why, and reads the course of it', async () => {
    const { actions, stop } = await start();
    const call = (name: string, input: object) =>
      actions.invoke({ id: `test:${name}`, input: input as any, credentials });
    expect((await call('list-unhealthy', {})).output).toMatchObject({
      totalItems: 1,
      items: [
        {
          entityRef: 'component:default/checkout',
          state: 'warning',
          reason: 'Latency p99 is 900 ms, it should be below 500 ms',
        },
      ],
    });
    expect(
      (await call('get-health', { entityRef: 'component:default/checkout' }))
        .output,
    ).toMatchObject({
      state: 'warning',
      reasons: [{ state: 'warning' }],
      indicators: expect.arrayContaining([
        expect.objectContaining({
          indicator: 'latency',
          value: 0.9,
          limit: '< 0.5',
          limitKept: false,
        }),
      ]),
    });
    const { output } = await call('query-indicator', {
      entityRef: 'component:default/cart',
      indicator: 'latency',
      hours: 1,
    });
    expect(output).toMatchObject({
      unit: 'seconds',
      environment: 'production',
      points: expect.arrayContaining([{ at: expect.any(String), value: 0.1 }]),
    });
    await expect(
      call('query-indicator', {
        entityRef: 'component:default/cart',
        indicator: 'gpu-utilisation',
      }),
    ).rejects.toThrow('has no gpu-utilisation; get-health tells which it has');
    await expect(call('get-health', { entityRef: 'cart' })).rejects.toThrow(
      'expected a full entity ref',
    );
    await stop();
  });
});

describe('ops health for a Prometheus', () => {
  it('gives states, budgets, sources and its own telemetry', async () => {
    const { getText, stop } = await start();
    const answer = await getText('/metrics');
    expect(answer.headers['content-type']).toContain('text/plain');
    for (const line of [
      'platformops_entity_health_state{entity_ref="component:default/checkout",system="",owner="",state="warning"} 1',
      'platformops_slo_firing{entity_ref="component:default/cart",slo="availability",severity="page"} 0',
      'platformops_source_up{source="eu",role="metrics"} 1',
    ]) {
      expect(answer.text).toContain(line);
    }
    expect(answer.text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    await stop();
  });
});
