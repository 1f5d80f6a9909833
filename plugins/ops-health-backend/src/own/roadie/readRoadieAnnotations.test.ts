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
    labels: {
      managed_cluster_id: '524488a7-05f1-42cc-abcd-3171478',
      query: 'a=b',
    },
    problems: [],
  });
  expect(readRoadieAnnotations({})).toEqual({
    rules: [],
    alerts: [],
    labels: {},
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
  expect(labels).toEqual({ a: 'b' });
  expect(problems.map(({ text }) => text)).toEqual([
    expect.stringContaining('prometheus.io/labels has no effect without'),
    expect.stringContaining("prometheus.io/labels holds 'team'"),
    expect.stringContaining("prometheus.io/labels holds '=x'"),
    expect.stringMatching(
      /^The annotation prometheus\.io\/rule holds 'rate\(a\{code=~"4\.\.\|5\.\."\}\[5m\]\)', which is no query\. Expected are queries or names of recording rules without ',' and '\|'/,
    ),
    expect.stringContaining("holds 'sum by (a'"),
    expect.stringContaining("holds 'b) (up)'"),
    expect.stringContaining("holds '|x'"),
  ]);
});

it('takes all alerts only where labels narrow them', () => {
  const all = { 'prometheus.io/alert': 'all' };
  expect(readRoadieAnnotations(all)).toMatchObject({
    alerts: 'all',
    problems: [{ text: expect.stringContaining("is 'all', which would give") }],
  });
  expect(
    readRoadieAnnotations({ ...all, 'prometheus.io/labels': 'team=a' }),
  ).toMatchObject({ alerts: 'all', labels: { team: 'a' }, problems: [] });
});
