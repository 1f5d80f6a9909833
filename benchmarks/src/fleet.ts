/*
 * What it takes to know the health of a fleet from a real Prometheus, and how
 * long people wait meanwhile. docs/performance.md holds the current figures.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackendModule } from '@backstage/backend-plugin-api';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  INDICATOR_IDS,
  type HealthSource,
  type ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  metricSourcesExtensionPoint,
  type IndicatorPack,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { startPrometheus } from '@platform-ops/test-servers';
import { BenchBackend } from './lib/BenchBackend';
import { startBenchDatabase } from './lib/benchDatabase';
import { fleetMetric, fleetService } from './lib/fleetNames';
import { round, until, watchPeakMemory } from './lib/measure';

const READERS = 50;
const SYSTEMS = 200;
const BATCH = 1000;
const REFRESHES = 3;

function readOptions() {
  const { values } = parseArgs({
    options: {
      entities: { type: 'string', default: '1000' },
      indicators: { type: 'string', default: '10' },
      database: { type: 'string' },
    },
  });
  const number = (name: 'entities' | 'indicators', most: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new Error(
        `--${name}: found '${values[name]}', allowed is a whole number from 1 to ${most}`,
      );
    }
    return value;
  };
  return {
    entities: number('entities', 50_000),
    indicators: number('indicators', INDICATOR_IDS.length),
    database: values.database,
  };
}

/** One expression per metric, by the indicators that the portal knows. */
function benchPack(indicators: number): IndicatorPack {
  return {
    id: 'bench',
    title: 'Benchmark',
    naming: 'prometheus',
    indicators: INDICATOR_IDS.slice(0, indicators).map((indicator, index) => {
      const { name, isCounter } = fleetMetric(index);
      return {
        indicator,
        expressions: [
          isCounter
            ? { kind: 'rate', counters: [{ metric: name }] }
            : { kind: 'gauge', aggregate: 'sum', gauges: [{ metric: name }] },
        ],
      };
    }),
  };
}

function benchModules(indicators: number) {
  let connection: EntityProviderConnection | undefined;
  const provider = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'fleet',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'fleet',
            async connect(given) {
              connection = given;
            },
          });
        },
      });
    },
  });
  const pack = createBackendModule({
    pluginId: 'ops-health',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: { sources: metricSourcesExtensionPoint },
        async init({ sources }) {
          sources.addIndicatorPack(benchPack(indicators));
        },
      });
    },
  });
  return { provider, pack, connection: () => connection };
}

async function pushFleet(
  connection: EntityProviderConnection,
  entities: number,
): Promise<void> {
  const all = Array.from({ length: entities }, (_, index) => ({
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: fleetService(index),
        namespace: 'default',
        annotations: {
          'backstage.io/managed-by-location': 'url:https://example.com',
          'backstage.io/managed-by-origin-location': 'url:https://example.com',
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: `team-${index % 50}`,
        system: `system-${index % SYSTEMS}`,
      },
    },
  }));
  for (let from = 0; from < all.length; from += BATCH) {
    await connection.applyMutation({
      type: 'delta',
      added: all.slice(from, from + BATCH),
      removed: [],
    });
  }
}

/** How many questions the server itself counted. */
async function countQueries(prometheusUrl: string): Promise<number> {
  const text = await (await fetch(`${prometheusUrl}/metrics`)).text();
  return [
    ...text.matchAll(
      /^prometheus_http_requests_total\{[^}]*handler="\/api\/v1\/(?:query|query_range|series|label\/:name\/values)"[^}]*\} (\S+)$/gm,
    ),
  ].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function readSource(backend: BenchBackend): Promise<HealthSource> {
  const { items } = await backend.get<ListSourcesResponse>(
    '/api/ops-health/sources',
  );
  return items[0];
}

interface Refresh {
  queries: number;
  samples: number;
  slowestMs: number;
  seconds: number;
}

/** Whether the task that asks sources and derives states runs now. */
async function isRefreshing(backend: BenchBackend): Promise<boolean> {
  const { tasks } = await backend.get<{
    tasks: Array<{ taskId: string; taskState?: { status: string } }>;
  }>('/api/ops-health/.backstage/scheduler/v1/tasks');
  return tasks.some(
    ({ taskId, taskState }) =>
      taskId === 'ops-health-refresh' && taskState?.status === 'running',
  );
}

/** One refresh from the question to the states, as the backend runs it. */
async function refreshOnce(
  backend: BenchBackend,
  prometheusUrl: string,
): Promise<Refresh> {
  const before = await readSource(backend);
  const queriesBefore = await countQueries(prometheusUrl);
  await backend.post('/api/ops-health/sources/bench/refresh');
  await until(
    async () =>
      (await readSource(backend)).lastRefreshAt !== before.lastRefreshAt &&
      !(await isRefreshing(backend)),
    50,
  );
  const endedAt = Date.now();
  const { cost, lastRefreshAt } = await readSource(backend);
  if (!cost || !lastRefreshAt) {
    throw new Error('The refresh told nothing');
  }
  return {
    queries: (await countQueries(prometheusUrl)) - queriesBefore,
    samples: cost.samples,
    slowestMs: cost.slowestSeconds * 1000,
    // From the first question to the last state.
    seconds: (endedAt - Date.parse(lastRefreshAt)) / 1000,
  };
}

function p95(durations: number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

async function messageOf<T>(child: ChildProcess): Promise<T> {
  for (;;) {
    const [message] = await once(child, 'message');
    // The code transform of the Backstage CLI talks over the same channel.
    if (message && ('port' in message || 'card' in message)) {
      return message as T;
    }
    if (message && 'error' in message) {
      throw new Error(message.error);
    }
  }
}

async function measure(options: ReturnType<typeof readOptions>) {
  const { entities, indicators } = options;
  const database = await startBenchDatabase(options.database);
  const target = fork(path.join(__dirname, 'lib/fleetTarget.ts'), [
    String(entities),
    String(indicators),
  ]);
  const { port } = await messageOf<{ port: number }>(target);
  const prometheus = await startPrometheus({
    config: `scrape_configs:
  - job_name: fleet
    honor_labels: true
    scrape_interval: 10s
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
`,
  });
  console.log(
    `${entities} entities with ${indicators} indicators, Prometheus ${prometheus.version}, ${database.name}, Node ${process.version}`,
  );
  const modules = benchModules(indicators);
  const peakMemory = watchPeakMemory();
  const backend = await BenchBackend.start({
    database: database.fresh(),
    config: {
      permission: { enabled: false },
      catalog: {
        rules: [{ allow: ['Component'] }],
        processingInterval: { minutes: 30 },
      },
      opsHealth: {
        refresh: { hours: 1 },
        staleAfter: { hours: 2 },
        sources: { bench: { type: 'prometheus', url: prometheus.url } },
        joins: [{ id: 'service', labels: { service: '{name}' } }],
      },
    },
    features: [
      import('@backstage/plugin-catalog-backend'),
      modules.provider,
      import('@platform-ops/backstage-plugin-ops-health-backend'),
      import(
        '@platform-ops/backstage-plugin-ops-health-backend-module-prometheus'
      ),
      modules.pack,
    ],
  });
  await until(async () => modules.connection() !== undefined);
  await pushFleet(modules.connection()!, entities);
  await until(
    async () => (await backend.countStitched('component')) >= entities,
    200,
  );
  console.log('entities stitched');
  await until(async () => {
    // The catalog is read again only after a minute.
    await refreshOnce(backend, prometheus.url);
    return (await readSource(backend)).joins.entities >= entities;
  }, 5000);
  console.log('all entities joined');

  const refreshes: Refresh[] = [];
  for (let count = 0; count < REFRESHES; count++) {
    refreshes.push(await refreshOnce(backend, prometheus.url));
  }
  const readers = fork(path.join(__dirname, 'lib/fleetReaders.ts'), [
    backend.url,
    backend.token,
    String(READERS),
    String(entities),
  ]);
  const answer = messageOf<{ card: number[]; fleet: number[] }>(readers);
  const busy = await refreshOnce(backend, prometheus.url);
  readers.send('stop');
  const took = await answer;
  console.log(
    `refresh while ${READERS} read: ${round(busy.seconds)} s, ${
      took.card.length
    } cards, ${took.fleet.length} fleets`,
  );

  const slowest = Math.max(...refreshes.map(({ slowestMs }) => slowestMs));
  const result = {
    entities,
    indicators,
    queriesPerRefresh: Math.max(...refreshes.map(({ queries }) => queries)),
    samplesPerRefresh: Math.max(...refreshes.map(({ samples }) => samples)),
    slowestQueryMs: round(slowest, 0),
    refreshSeconds: round(Math.max(...refreshes.map(({ seconds }) => seconds))),
    cardP95Ms: round(p95(took.card), 0),
    fleetP95Ms: round(p95(took.fleet), 0),
    peakMemoryMB: round(peakMemory(), 0),
  };
  readers.disconnect();
  target.disconnect();
  await backend.stop();
  await prometheus.stop();
  await database.stop();
  return result;
}

measure(readOptions()).then(
  result => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
