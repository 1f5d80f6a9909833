import { ConfigReader } from '@backstage/config';
import { readOpsHealthConfig } from './config';

const read = (opsHealth: object, ids: string[] = []) =>
  readOpsHealthConfig(new ConfigReader({ opsHealth } as any), ids);

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
    expect(() => read(config)).toThrow(message);
  });
});
