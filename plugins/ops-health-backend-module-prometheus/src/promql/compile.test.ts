import type {
  EnvironmentMapping,
  MetricExpression,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { compileInstant, compileLabelSets, compileRange } from './compile';

// What the queries give is tested in ../contract.test.ts; here is how they look.
const NONE: EnvironmentMapping = { rules: [] };
const SOME: EnvironmentMapping = {
  rules: [
    { environment: 'production', label: 'cluster', pattern: 'prod-.+' },
    { environment: 'staging', label: 'namespace', pattern: 'staging' },
  ],
  fallback: 'production',
};

const total = { metric: 'requests_total' };
const failed = {
  metric: 'requests_total',
  matchers: [{ label: 'code', operator: '=~' as const, value: '5..' }],
};

function range(
  expression: MetricExpression,
  environments: EnvironmentMapping = NONE,
  labels: Record<string, string> = {},
  windowMs: number = 300_000,
) {
  return compileRange({
    expression,
    labels,
    environments,
    environment: undefined,
    windowMs,
  });
}

it.each<[MetricExpression, string]>([
  [
    { kind: 'ratio', numerator: [failed], denominator: [total] },
    '(sum(rate(requests_total{code=~"5.."}[5m])) or sum(rate(requests_total[5m])) * 0) / (sum(rate(requests_total[5m])) > 0)',
  ],
  [
    { kind: 'rate', counters: [total], scale: 3600 },
    '(sum(rate(requests_total[5m]))) * 3600',
  ],
  [
    { kind: 'increase', counters: [total, { metric: 'b' }] },
    'sum(label_replace(sum(increase(requests_total[5m])), "portal_part", "0", "", "") or label_replace(sum(increase(b[5m])), "portal_part", "1", "", ""))',
  ],
  [
    { kind: 'quantile', quantile: 0.99, histogram: { metric: 'd' }, scale: 1 },
    'histogram_quantile(0.99, sum by (le) (rate(d_bucket[5m])))',
  ],
  [
    { kind: 'mean', sum: { metric: 's' }, count: { metric: 'c' } },
    'sum(rate(s[5m])) / (sum(rate(c[5m])) > 0)',
  ],
  [
    { kind: 'gauge', gauges: [{ metric: 'g' }], aggregate: 'average' },
    'sum(g) / count(g)',
  ],
  [
    { kind: 'share', part: [{ metric: 'p' }], whole: [{ metric: 'w' }] },
    'sum(p) / (sum(w) > 0)',
  ],
  [{ kind: 'raw', query: 'up # all' }, '(up # all\n)'],
])('compiles %j', (expression, expected) => {
  expect(range(expression)).toBe(expected);
});

it('groups and labels with the grouping, and adds up before it maps environments', () => {
  const expression: MetricExpression = { kind: 'rate', counters: [total] };
  expect(
    compileInstant({
      expression,
      groupings: [
        { id: 'a', labels: ['namespace', 'service'] },
        { id: '$b', labels: ['pod'], extract: { pod: '(.+)-\\d' } },
      ],
      environments: SOME,
      windowMs: 90_000,
    }),
  ).toEqual([
    'label_replace(sum by (namespace, service, portal_environment) (label_replace(label_replace(label_replace(sum by (namespace, service, cluster) (rate(requests_total{namespace!="",service!=""}[90s])), "portal_environment", "production", "", ""), "portal_environment", "staging", "namespace", "staging"), "portal_environment", "production", "cluster", "prod-.+")), "portal_grouping", "a", "", "")' +
      '\nor\n' +
      'label_replace(sum by (portal_extracted_0, portal_environment) (label_replace(label_replace(label_replace(label_replace(sum by (pod, cluster, namespace) (rate(requests_total{pod=~"(.+)-\\\\d"}[90s])), "portal_environment", "production", "", ""), "portal_environment", "staging", "namespace", "staging"), "portal_environment", "production", "cluster", "prod-.+"), "portal_extracted_0", "$1", "pod", "(.+)-\\\\d")), "portal_grouping", "$$b", "", "")',
  ]);
});

it('asks several queries rather than one that is too long', () => {
  const groupings = Array.from({ length: 200 }, (_, index) => ({
    id: `grouping-${index}`,
    labels: ['namespace', `label_${index}`],
  }));
  const queries = compileInstant({
    expression: { kind: 'ratio', numerator: [failed], denominator: [total] },
    groupings,
    environments: SOME,
    windowMs: 300_000,
  });
  expect(queries.length).toBeGreaterThan(1);
  expect(Math.max(...queries.map(query => query.length))).toBeLessThan(16_384);
  for (const { id } of groupings) {
    expect(queries.filter(query => query.includes(`"${id}"`))).toHaveLength(1);
  }
});

it('quotes names that old servers do not know, and escapes values', () => {
  expect(
    range(
      {
        kind: 'rate',
        counters: [
          {
            metric: 'http.server.requests',
            matchers: [
              {
                label: '@resource.service.name',
                operator: '!=',
                value: 'a"b\\c\nd',
              },
            ],
          },
        ],
      },
      NONE,
      { 'service.name': 'x' },
    ),
  ).toBe(
    'sum by ("service.name") (rate({"http.server.requests","@resource.service.name"!="a\\"b\\\\c\\nd","service.name"="x"}[5m]))',
  );
  expect(compileLabelSets(['a', 'b.c'], ['x', 'y.z'])).toBe(
    'count by (x, "y.z") (last_over_time(a[10m]))\nor\ncount by (x, "y.z") (last_over_time({"b.c"}[10m]))',
  );
});

it('narrows a query of somebody by a constant', () => {
  const environments: EnvironmentMapping = {
    rules: [{ environment: 'staging', label: 'cluster', pattern: 'test' }],
  };
  expect(range({ kind: 'raw', query: 'up' }, environments, { job: '$x' })).toBe(
    'label_replace((up\n), "portal_environment", "staging", "cluster", "test")' +
      ' and on (job, portal_environment) ' +
      'label_replace(label_replace(vector(1), "job", "$$x", "", ""), "portal_environment", "", "", "")',
  );
});

it.each<[string, MetricExpression, RegExp]>([
  [
    'no metric',
    { kind: 'rate', counters: [] },
    /found an expression without a metric/,
  ],
  [
    'no name',
    { kind: 'rate', counters: [{ metric: '' }] },
    /found "" as the name of a metric, allowed are 1 to 512 characters/,
  ],
  [
    'a name with a line end',
    { kind: 'rate', counters: [{ metric: 'a\nb' }] },
    /found "a\\nb" as the name of a metric/,
  ],
  [
    'half a character',
    {
      kind: 'rate',
      counters: [
        {
          metric: 'a',
          matchers: [{ label: 'b', operator: '=', value: '\ud800' }],
        },
      ],
    },
    /found "\\ud800" in a query, allowed is well-formed text/,
  ],
  [
    'another operator',
    {
      kind: 'rate',
      counters: [
        {
          metric: 'a',
          matchers: [{ label: 'b', operator: '==' as '=', value: '' }],
        },
      ],
    },
    /found the operator "==" on the label 'b', allowed are = != =~ !~/,
  ],
  [
    'a quantile of percent',
    { kind: 'quantile', quantile: 99, histogram: total },
    /quantile: found 99, allowed is a number from 0 to 1/,
  ],
  [
    'a scale that is no number',
    { kind: 'rate', counters: [total], scale: NaN },
    /scale: found NaN/,
  ],
  [
    'an aggregate of another source',
    { kind: 'gauge', gauges: [total], aggregate: 'p99' as 'sum' },
    /aggregate: found "p99", allowed are sum, average/,
  ],
  ['no query', { kind: 'raw', query: ' ' }, /query: found nothing/],
  [
    'another kind',
    { kind: 'guess' } as unknown as MetricExpression,
    /found an expression of the kind "guess"/,
  ],
])('refuses %s', (_, expression, message) => {
  expect(() => range(expression)).toThrow(message);
});

it('refuses a window that is none', () => {
  for (const windowMs of [0, -1, 0.5, NaN]) {
    expect(() =>
      range({ kind: 'rate', counters: [total] }, NONE, {}, windowMs),
    ).toThrow(/found a duration of .* ms, allowed is a whole number above 0/);
  }
});
