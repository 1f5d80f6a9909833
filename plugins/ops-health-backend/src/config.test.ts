import { ConfigReader } from '@backstage/config';
import { readOpsHealthConfig } from './config';
import type { QuerySource } from './own/QuerySource';

const read = (
  opsHealth: object,
  ids: string[] = [],
  querySources: QuerySource[] = [],
) =>
  readOpsHealthConfig(
    new ConfigReader({ opsHealth } as any),
    ids,
    querySources,
  );

describe('readOpsHealthConfig', () => {
  it('has defaults', () => {
    expect(readOpsHealthConfig(new ConfigReader({}), [])).toMatchObject({
      refreshMs: 30_000,
      windowMs: 300_000,
      staleAfterMs: 90_000,
      unknownAfterMs: 300_000,
      clearAfterMs: 120_000,
      environments: [],
      limits: [],
      qualityStaleAfterMs: 8 * 86_400_000,
      prices: undefined,
    });
  });

  it('reads rules', () => {
    expect(
      read({
        refresh: '10s',
        joins: [
          {
            labels: { namespace: '{system}', app: ['{name}', '{name}-v2'] },
            kinds: 'Component',
            extract: { app: '(.+)-[0-9]+' },
          },
        ],
        environments: [{ environment: 'production', cluster: 'prod-.*' }],
        limits: [{ limit: 'latency<1s', types: 'Website' }],
      }),
    ).toMatchObject({
      refreshMs: 10_000,
      joins: [
        {
          id: 'namespace+app',
          kinds: ['component'],
          labels: { namespace: ['{system}'], app: ['{name}', '{name}-v2'] },
          extract: { app: '(.+)-[0-9]+' },
        },
      ],
      environments: [
        { environment: 'production', label: 'cluster', pattern: 'prod-.*' },
      ],
      limits: [{ limit: { indicator: 'latency' }, types: ['website'] }],
    });
    expect(
      read(
        {
          indicators: [
            {
              name: 'queue-age',
              source: 'eu',
              query: 'sum by (app) (x{a="b"})',
            },
            {
              name: 'stock',
              source: 'eu',
              query: 'x{a="{name}"}',
              unit: 'bytes',
            },
          ],
          limits: [{ limit: 'stock < 5GB' }],
        },
        [],
        [{ id: 'eu', title: 'EU' }],
      ),
    ).toMatchObject({
      catalogQueries: false,
      indicators: [
        {
          definition: { title: 'Queue age', unit: 'count' },
          isPerEntity: false,
        },
        { definition: { unit: 'bytes' }, isPerEntity: true },
      ],
      limits: [{ limit: { indicator: 'stock', value: 5e9 } }],
    });
  });

  it.each([
    [
      { joins: [{ labels: { app: '{nam}' } }] },
      "opsHealth.joins[0].labels.app: '{nam}' is not known; allowed are {name}",
    ],
    [
      { joins: [{ labels: {} }] },
      'opsHealth.joins[0].labels: found 0 labels; expected are 1 to 6',
    ],
    [
      { joins: [{ labels: { app: '{name}' }, extract: { app: '.+' } }] },
      "opsHealth.joins[0].extract.app: '.+' has 0 groups; expected is 1",
    ],
    [
      { joins: [{ labels: { app: '{name}' }, extract: { pod: '(.+)' } }] },
      "opsHealth.joins[0].extract: 'pod' is not one of the rule's labels",
    ],
    [
      { environments: [{ environment: 'production' }] },
      'opsHealth.environments[0]: expected is one label',
    ],
    [
      { environments: [{ environment: 'Prod', cluster: '.' }] },
      "opsHealth.environments[0].environment: found 'Prod'",
    ],
    [
      { environments: [{ environment: 'prod', cluster: '(' }] },
      "opsHealth.environments[0].cluster: '(' is not a regular expression",
    ],
    [
      { limits: [{ limit: 'latency' }] },
      "opsHealth.limits[0].limit: 'latency' is not a limit",
    ],
    [
      { indicators: [{ name: 'latency', source: 'eu', query: 'x' }] },
      "opsHealth.indicators[0]: 'latency' is an indicator of the portal",
    ],
    [
      { indicators: [{ name: 'x', source: 'eu', query: 'sum(x' }] },
      'opsHealth.indicators[0]: the query of x does not close (',
    ],
    [
      { indicators: [{ name: 'x', source: 'us', query: 'x' }] },
      "opsHealth.indicators[0].source: 'us' is no source that takes queries; allowed are eu",
    ],
    [
      { indicators: [{ name: 'x', source: 'eu', query: 'x', unit: 'money' }] },
      "opsHealth.indicators[0].unit: found 'money'; allowed are ratio,",
    ],
    [
      { slos: { evaluator: 'grafana' } },
      "opsHealth.slos.evaluator: found 'grafana'; allowed are portal and prometheus",
    ],
    [
      { slos: { definitions: [{ apiVersion: 'openslo/v1', kind: 'SLO' }] } },
      'opsHealth.slos.definitions: document 1',
    ],
    [{ refresh: '1s' }, 'opsHealth.refresh: found 1 s; allowed are 5 s to'],
    [
      { quality: { staleAfter: '1m' } },
      'opsHealth.quality.staleAfter: found 60 s; allowed are 3600 s to',
    ],
    [
      { prices: { currency: 'Euro' } },
      "opsHealth.prices.currency: found 'Euro'; expected is a code of ISO 4217",
    ],
    [
      { prices: { currency: 'EUR', gpuHours: [{ product: 'NVIDIA L4' }] } },
      'opsHealth.prices.gpuHours[0].price: found nothing; expected is a price',
    ],
    [
      { prices: { currency: 'EUR', tokens: [{ input: 1, output: 1 }] } },
      'opsHealth.prices.tokens[0]: found none of model, entity, type',
    ],
    [
      {
        prices: { currency: 'EUR', predictions: [{ entity: 'x', price: 1 }] },
      },
      "opsHealth.prices.predictions[0].entity: found 'x'; expected is a full",
    ],
    [
      { prices: { currency: 'EUR', idleBelow: 5 } },
      'opsHealth.prices.idleBelow: found 5; allowed is a share',
    ],
    [
      { sources: { eu: { type: 'graphite' } } },
      "opsHealth.sources.eu.type: no module added a source of type 'graphite'",
    ],
    [
      { sources: { 'E U': { type: 'x' } } },
      "opsHealth.sources: 'E U' cannot be the id",
    ],
  ])('refuses %j', (config, message) => {
    expect(() => read(config, [], [{ id: 'eu', title: 'EU' }])).toThrow(
      message,
    );
  });
});
