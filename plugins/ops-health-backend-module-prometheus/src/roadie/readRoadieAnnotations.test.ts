import { readRoadieAnnotations } from './readRoadieAnnotations';

it("reads the examples of the plugin's README", () => {
  expect(
    readRoadieAnnotations({
      'prometheus.io/rule':
        'memUsage|component,node_memory_active_bytes|instance,sum by (instance) (node_cpu_seconds_total)',
      'prometheus.io/alert': 'Excessive Memory Usage, HighErrorRate',
      'prometheus.io/labels':
        'managed_cluster_id=524488a7-05f1-42cc-abcd-3171478,query=a=b',
      'prometheus.io/service-name': 'prometheusTeamB',
    }),
  ).toEqual({
    serviceName: 'prometheusTeamB',
    rules: [
      { query: 'memUsage', dimension: 'component' },
      { query: 'node_memory_active_bytes', dimension: 'instance' },
      { query: 'sum by (instance) (node_cpu_seconds_total)' },
    ],
    alerts: ['Excessive Memory Usage', 'HighErrorRate'],
    labels: [
      {
        label: 'managed_cluster_id',
        operator: '=',
        value: '524488a7-05f1-42cc-abcd-3171478',
      },
      { label: 'query', operator: '=', value: 'a=b' },
    ],
    problems: [],
  });
  expect(readRoadieAnnotations({ 'prometheus.io/alert': 'all' }).alerts).toBe(
    'all',
  );
  expect(readRoadieAnnotations()).toEqual({
    rules: [],
    alerts: [],
    labels: [],
    problems: [],
  });
});

it('says what cannot be understood', () => {
  const { rules, labels, problems } = readRoadieAnnotations({
    'prometheus.io/rule':
      'rate(a{code=~"4..|5.."}[5m]), sum by (a, b) (up), |x, up',
    'prometheus.io/labels': 'team, =x, a=b',
  });
  expect(rules).toEqual([{ query: 'up' }]);
  expect(labels).toEqual([{ label: 'a', operator: '=', value: 'b' }]);
  expect(problems).toEqual([
    expect.stringMatching(
      /^prometheus\.io\/rule: found 'rate\(a\{code=~"4\.\.\|5\.\."\}\[5m\]\)', allowed is a query or the name of a recording rule without ',' and '\|'/,
    ),
    expect.stringContaining("found 'sum by (a'"),
    expect.stringContaining("found 'b) (up)'"),
    expect.stringContaining("found '|x'"),
    'prometheus.io/labels: found without prometheus.io/alert, which it narrows',
    "prometheus.io/labels: found 'team', allowed is label=value, e.g. team=payments",
    "prometheus.io/labels: found '=x', allowed is label=value, e.g. team=payments",
  ]);
});
