/*
 * How many results of pipelines the portal takes in a minute, each answered
 * once it is kept and its facts are. docs/performance.md holds the current
 * figures.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { BenchBackend } from './lib/BenchBackend';
import { startBenchDatabase } from './lib/benchDatabase';
import { round, secondsSince, until, watchPeakMemory } from './lib/measure';
import { resultEntity, resultOf } from './lib/results';

const KINDS_OF_RESULTS = 3;
const FACTS_OF_ENTITY = 4;

function readOptions() {
  const { values } = parseArgs({
    options: {
      results: { type: 'string', default: '3000' },
      entities: { type: 'string', default: '500' },
      pipelines: { type: 'string', default: '50' },
      database: { type: 'string' },
    },
  });
  const number = (name: 'results' | 'entities' | 'pipelines', most: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new Error(
        `--${name}: found '${values[name]}', allowed is a whole number from 1 to ${most}`,
      );
    }
    return value;
  };
  if (values.database && !['sqlite', 'postgres'].includes(values.database)) {
    throw new Error(
      `--database: found '${values.database}', allowed are sqlite and postgres`,
    );
  }
  return {
    results: number('results', 1_000_000),
    entities: number('entities', 10_000),
    pipelines: number('pipelines', 500),
    database: values.database,
  };
}

function entityProvider() {
  let connection: EntityProviderConnection | undefined;
  const provider = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'built',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'built',
            async connect(given) {
              connection = given;
            },
          });
        },
      });
    },
  });
  return { provider, connection: () => connection };
}

async function pushEntities(
  connection: EntityProviderConnection,
  entities: number,
): Promise<void> {
  await connection.applyMutation({
    type: 'full',
    entities: Array.from({ length: entities }, (_, index) => ({
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: resultEntity(index),
          namespace: 'default',
          annotations: {
            'backstage.io/managed-by-location': 'url:https://example.com',
            'backstage.io/managed-by-origin-location':
              'url:https://example.com',
          },
        },
        spec: { type: 'service', lifecycle: 'production', owner: 'team' },
      },
    })),
  });
}

async function countFacts(backend: BenchBackend): Promise<number> {
  const { items } = await backend.get<{
    items: Array<{ id: string; facts: number }>;
  }>('/api/scorecards/collectors');
  return items.find(({ id }) => id === 'ci')!.facts;
}

/** Until the scorecards have copied the last entity from the catalog. */
async function untilCopied(
  backend: BenchBackend,
  entities: number,
): Promise<void> {
  const probe = {
    ...resultOf(0, 1),
    entityRef: `component:default/${resultEntity(entities - 1)}`,
    tool: 'probe',
  };
  await until(async () => {
    await fetch(`${backend.url}/api/scorecards/results`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${backend.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...probe, ranAt: new Date().toISOString() }),
    });
    return (await countFacts(backend)) > 0;
  }, 1000);
}

/** The code transform of the Backstage CLI talks over the same channel. */
async function answerOf(
  child: ChildProcess,
): Promise<{ took: number[]; busy: number }> {
  for await (const [message] of on(child, 'message')) {
    if (message?.error) {
      throw new Error(message.error);
    }
    if (message?.took) {
      return message;
    }
  }
  throw new Error('The pipelines ended');
}

async function measure(options: ReturnType<typeof readOptions>) {
  const { results, entities, pipelines } = options;
  const database = await startBenchDatabase(options.database);
  console.log(
    `${results} results about ${entities} entities from ${pipelines} pipelines, ${database.name}, Node ${process.version}`,
  );
  const { provider, connection } = entityProvider();
  const peakMemory = watchPeakMemory();
  const backend = await BenchBackend.start({
    database: database.fresh(),
    config: {
      permission: { enabled: false },
      catalog: {
        rules: [{ allow: ['Component'] }],
        processingInterval: { minutes: 30 },
      },
    },
    features: [
      import('@backstage/plugin-catalog-backend'),
      provider,
      import('@platform-ops/backstage-plugin-scorecards-backend'),
      import('@platform-ops/backstage-plugin-scorecards-backend-module-ci'),
    ],
  });
  await until(async () => connection() !== undefined);
  await pushEntities(connection()!, entities);
  await until(
    async () => (await backend.countStitched('component')) >= entities,
    200,
  );
  await untilCopied(backend, entities);
  console.log('entities known');

  const start = performance.now();
  const pushers = fork(path.join(__dirname, 'lib/resultPushers.ts'), [
    backend.url,
    backend.token,
    String(pipelines),
    String(results),
    String(entities),
  ]);
  const { took, busy } = await answerOf(pushers);
  const seconds = secondsSince(start);
  const facts = await countFacts(backend);
  const complete =
    Math.min(entities, Math.floor(results / KINDS_OF_RESULTS)) *
    FACTS_OF_ENTITY;
  if (took.length !== results || facts < complete) {
    throw new Error(
      `${took.length} of ${results} results were taken, and there are ${facts} facts where ${complete} were expected`,
    );
  }
  const sorted = took.sort((a, b) => a - b);
  pushers.disconnect();
  await backend.stop();
  await database.stop();
  return {
    results,
    entities,
    pipelines,
    seconds: round(seconds),
    resultsPerMinute: round((results / seconds) * 60, 0),
    takenP95Ms: round(sorted[Math.ceil(sorted.length * 0.95) - 1], 0),
    hadToWait: busy,
    peakMemoryMB: round(peakMemory(), 0),
  };
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
