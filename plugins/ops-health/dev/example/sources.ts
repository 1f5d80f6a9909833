import type {
  HealthSource,
  SourceJoin,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { minutesAgo } from './time';

export function exampleSources(): HealthSource[] {
  return [
    {
      id: 'prometheus-eu',
      role: 'metrics',
      type: 'prometheus',
      title: 'Prometheus EU',
      uiUrl: 'https://prometheus-eu.example.org',
      takesQueries: true,
      state: 'connected',
      lastRefreshAt: minutesAgo(0.3),
      lastSuccessAt: minutesAgo(0.3),
      lagSeconds: 14,
      cost: {
        queries: 27,
        samples: 41_204,
        bytes: 3_410_220,
        seconds: 1.83,
        slowestSeconds: 0.412,
      },
      errors: [],
      warnings: [],
      packs: ['http', 'istio', 'vllm', 'dcgm', 'kubernetes'],
      joins: { matched: 812, unmatched: 31, ambiguous: 4, entities: 304 },
    },
    {
      id: 'prometheus-us',
      role: 'metrics',
      type: 'prometheus',
      title: 'Prometheus US',
      uiUrl: 'https://prometheus-us.example.org',
      takesQueries: true,
      state: 'failing',
      lastRefreshAt: minutesAgo(0.6),
      lastSuccessAt: minutesAgo(68),
      lagSeconds: 4_080,
      errors: [
        {
          at: minutesAgo(0.6),
          message:
            'prometheus-us.example.org did not answer within 10 s; tried 3 times',
        },
        { at: minutesAgo(1.1), message: 'The connection was refused' },
        { at: minutesAgo(2.2), message: 'The connection was refused' },
      ],
      warnings: [],
      packs: ['http'],
      joins: { matched: 140, unmatched: 2, ambiguous: 0, entities: 71 },
    },
    {
      id: 'managed-prometheus',
      role: 'metrics',
      type: 'prometheus',
      title: 'Managed Prometheus',
      takesQueries: true,
      state: 'forbidden',
      lastRefreshAt: minutesAgo(0.4),
      errors: [
        {
          at: minutesAgo(0.4),
          message:
            'It answered 403 (missing aps:QueryMetrics). Check the role of opsHealth.sources.managed-prometheus.',
        },
      ],
      warnings: [],
      packs: [],
      joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
    },
    {
      id: 'laptop',
      role: 'metrics',
      type: 'direct',
      title: 'Direct scrape',
      takesQueries: false,
      state: 'partial',
      lastRefreshAt: minutesAgo(0.2),
      lastSuccessAt: minutesAgo(0.2),
      lagSeconds: 9,
      cost: {
        queries: 12,
        samples: 1_902,
        bytes: 88_100,
        seconds: 0.21,
        slowestSeconds: 0.104,
      },
      errors: [
        {
          at: minutesAgo(0.2),
          subject: 'latency (http)',
          message:
            'http_server_request_duration_seconds is a summary, not a histogram: quantiles of several instances cannot be put together',
        },
      ],
      warnings: [
        'The label path has more than 1,000 values; the rest is left out.',
      ],
      packs: ['http', 'node'],
      joins: { matched: 6, unmatched: 1, ambiguous: 1, entities: 6 },
    },
    {
      id: 'alertmanager',
      role: 'alerts',
      type: 'alertmanager',
      title: 'Alertmanager',
      uiUrl: 'https://alertmanager.example.org',
      takesQueries: false,
      state: 'connected',
      lastRefreshAt: minutesAgo(0.3),
      lastSuccessAt: minutesAgo(0.3),
      errors: [],
      warnings: [],
      packs: [],
      joins: { matched: 11, unmatched: 2, ambiguous: 0, entities: 9 },
    },
    {
      id: 'new-cluster',
      role: 'metrics',
      type: 'prometheus',
      title: 'New cluster',
      takesQueries: true,
      state: 'never',
      errors: [],
      warnings: [],
      packs: [],
      joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
    },
  ];
}

/** Label sets of the first source. */
export function exampleJoins(): SourceJoin[] {
  const common = {
    rule: 'namespace-service',
    environment: 'production',
    unmapped: false,
    seenAt: minutesAgo(1),
  };
  return [
    {
      ...common,
      state: 'ambiguous',
      labels: { namespace: 'shop', service: 'search' },
      entityRefs: [
        'component:default/search-api',
        'component:default/search-worker',
      ],
    },
    {
      ...common,
      state: 'unmatched',
      labels: { namespace: 'kube-system', service: 'coredns' },
      environment: 'cluster-7',
      unmapped: true,
      entityRefs: [],
    },
    ...Array.from({ length: 60 }, (_, at) => ({
      ...common,
      state: 'matched' as const,
      labels: { namespace: 'imaging', service: `worker-${at}` },
      entityRefs: ['component:default/triage-service'],
    })),
  ];
}
