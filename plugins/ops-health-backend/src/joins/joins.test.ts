import { testEntity } from '../__testUtils__/testEntity';
import { defaultJoinRules } from './defaultJoinRules';
import { JoinIndex } from './JoinIndex';
import { JoinTable, labelsToList } from './JoinTable';
import type { JoinRule } from './JoinRule';

const NAMESPACE = 'backstage.io/kubernetes-namespace';

function table(
  index: JoinIndex,
  labelSets: Array<Record<string, string>>,
): JoinTable {
  return JoinTable.create({
    index,
    labelSets,
    environments: {
      rules: [
        { environment: 'production', label: 'cluster', pattern: 'prod-.+' },
        { environment: 'staging', label: 'cluster', pattern: '.*staging' },
      ],
    },
  });
}

function summarise(joined: JoinTable) {
  return joined.labelSets.map(({ state, rule, entityRefs }) =>
    [state, rule, ...entityRefs].join(' '),
  );
}

describe('joining label sets to entities', () => {
  it('follows the built-in rules', () => {
    const index = JoinIndex.create(
      [
        testEntity('component:default/triage', {
          annotations: { [NAMESPACE]: 'imaging' },
          system: 'system:default/diagnostics',
        }),
        testEntity('component:default/no-namespace'),
        testEntity('api:default/triage'),
        testEntity('model:mlflow/churn', { title: 'Churn' }),
      ],
      defaultJoinRules,
    );
    const joined = table(index, [
      { namespace: 'imaging', inferenceservice: 'triage', model_name: 'Churn' },
      { namespace: 'imaging', service: 'triage' },
      { namespace: 'other', service: 'triage' },
      { service_namespace: 'diagnostics', service_name: 'triage' },
      { job: 'diagnostics/triage' },
      { namespace: 'imaging', service: 'no-namespace' },
      { model_name: 'churn' },
      {},
    ]);
    expect(summarise(joined)).toEqual([
      'matched inference-service component:default/triage model:mlflow/churn',
      'matched service component:default/triage',
      'unmatched ',
      'matched opentelemetry component:default/triage',
      'matched job component:default/triage',
      'unmatched ',
      'unmatched ',
      'unmatched ',
    ]);
  });

  it('joins nothing to two entities that could both be meant', () => {
    const index = JoinIndex.create(
      [
        testEntity('component:default/cart'),
        testEntity('component:team/cart'),
        testEntity('component:default/checkout'),
      ],
      [
        {
          id: 'service',
          kinds: ['component'],
          labels: { service: ['{name}'] },
        },
      ],
    );
    const joined = table(index, [{ service: 'cart' }, { service: 'checkout' }]);
    expect(summarise(joined)).toEqual([
      'ambiguous service component:default/cart component:team/cart',
      'matched service component:default/checkout',
    ]);
    const [grouping] = index.groupings;
    expect(joined.find(grouping, { service: 'cart' })).toEqual([]);
    expect(joined.find(grouping, { service: 'checkout' })).toEqual([
      'component:default/checkout',
    ]);
    expect(joined.find(grouping, { service: 'new' })).toBeUndefined();
  });

  it('gives an entity nothing that holds series of another', () => {
    const rules: JoinRule[] = [
      { id: 'service', kinds: ['component'], labels: { service: ['{name}'] } },
      { id: 'job', kinds: ['component'], labels: { job: ['{name}'] } },
    ];
    const index = JoinIndex.create(
      ['payments', 'cart', 'search'].map(name =>
        testEntity(`component:default/${name}`),
      ),
      rules,
    );
    const joined = table(index, [
      // A scrape job has the name of one service and scrapes two.
      { service: 'cart', job: 'payments' },
      { service: 'unknown', job: 'payments' },
      { job: 'search' },
      { service: 'search', job: 'search' },
    ]);
    expect(summarise(joined)).toEqual([
      'matched service component:default/cart',
      'ambiguous job component:default/cart component:default/payments',
      'matched job component:default/search',
      'matched service component:default/search',
    ]);
    const job = index.groupings[1];
    expect(joined.find(job, { job: 'payments' })).toEqual([]);
    expect(joined.find(job, { job: 'search' })).toEqual([
      'component:default/search',
    ]);
  });

  it('takes parts of labels and several values', () => {
    const index = JoinIndex.create(
      [testEntity('component:default/triage', { system: 'system:default/x' })],
      [
        {
          id: 'pod',
          kinds: ['component'],
          labels: {
            namespace: ['{system}', '{system}-staging'],
            pod: ['{name}'],
          },
          extract: { pod: '(.+)-predictor-.+' },
        },
      ],
    );
    const joined = table(index, [
      { namespace: 'x', pod: 'triage-predictor-5b7', cluster: 'prod-eu' },
      { namespace: 'x-staging', pod: 'triage-predictor-1', cluster: 'staging' },
      { namespace: 'x', pod: 'triage' },
    ]);
    expect(
      joined.labelSets.map(({ state, environment }) => [state, environment]),
    ).toEqual([
      ['matched', 'production'],
      ['matched', 'staging'],
      ['unmatched', undefined],
    ]);
    expect(
      labelsToList(index.groupings, {
        rules: [{ environment: 'production', label: 'cluster', pattern: '.' }],
      }),
    ).toEqual(['cluster', 'namespace', 'pod']);
  });

  it('follows the annotation alone where there is one', () => {
    const labels = (text: string) => ({
      annotations: { 'platformops.io/metric-labels': text },
    });
    const many = Array.from({ length: 12 }, (_, i) =>
      testEntity(`component:default/e${i}`, labels(`label_${i}=x`)),
    );
    const index = JoinIndex.create(
      [
        testEntity('component:default/cart', labels('app=basket, zone=a')),
        testEntity('component:default/wrong', labels('app')),
        ...many,
      ],
      [
        {
          id: 'service',
          kinds: ['component'],
          labels: { service: ['{name}'] },
        },
      ],
    );
    const joined = table(index, [
      { app: 'basket', zone: 'a', service: 'other' },
      { service: 'cart' },
      { service: 'wrong' },
      { label_3: 'x' },
    ]);
    expect(summarise(joined)).toEqual([
      'matched annotation component:default/cart',
      'unmatched ',
      'unmatched ',
      'matched annotation component:default/e3',
    ]);
    expect([...index.refused.keys()]).toEqual([
      'component:default/e9',
      'component:default/e10',
      'component:default/e11',
    ]);
  });
});
