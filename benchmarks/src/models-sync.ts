/*
 * How fast a registry becomes entities, next to the floor: the same entities
 * pushed from memory. docs/performance.md holds the current figures.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { modelsCatalogModelLayer } from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import type {
  ListModelsResponse,
  ListRegistriesResponse,
} from '@platform-ops/backstage-plugin-models-common';
import { BenchBackend } from './lib/BenchBackend';
import { startBenchDatabase, type BenchDatabase } from './lib/benchDatabase';
import {
  p95Ms,
  round,
  secondsSince,
  until,
  watchPeakMemory,
} from './lib/measure';

const REGISTRY_DELAY_MS = 5;
const BATCH = 1000;
const CATALOG = {
  rules: [{ allow: ['Model', 'Dataset'] }],
  processingInterval: { minutes: 30 },
};

function readOptions() {
  const { values } = parseArgs({
    options: {
      models: { type: 'string', default: '500' },
      'versions-per-model': { type: 'string', default: '10' },
      database: { type: 'string' },
    },
  });
  const number = (name: 'models' | 'versions-per-model') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > 100_000) {
      throw new Error(
        `--${name}: found '${values[name]}', allowed is a whole number from 1 to 100000`,
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
    models: number('models'),
    versionsPerModel: number('versions-per-model'),
    database: values.database,
  };
}

async function startDouble(models: number, versionsPerModel: number) {
  const child = fork(path.join(__dirname, 'lib/mlflowDouble.ts'), [
    String(models),
    String(versionsPerModel),
    String(REGISTRY_DELAY_MS),
  ]);
  return { child, port: await answerOf(child, 'port') };
}

async function countRequests(child: ChildProcess): Promise<number> {
  const answer = answerOf(child, 'requests');
  child.send('count');
  return answer;
}

/** The code transform of the Backstage CLI talks over the same channel. */
async function answerOf(child: ChildProcess, key: string): Promise<number> {
  for await (const [message] of on(child, 'message')) {
    if (typeof message?.[key] === 'number') {
      return message[key];
    }
  }
  throw new Error('The registry double ended');
}

async function readRegistry(backend: BenchBackend) {
  const { items } = await backend.get<ListRegistriesResponse>(
    '/api/models/registries',
  );
  return items[0];
}

async function measurePortal(
  options: { models: number; versionsPerModel: number },
  database: BenchDatabase,
) {
  const double = await startDouble(options.models, options.versionsPerModel);
  const peakMemory = watchPeakMemory();
  const backend = await BenchBackend.start({
    database: database.fresh(),
    config: {
      permission: { enabled: false },
      catalog: {
        ...CATALOG,
        providers: {
          models: {
            schedule: { frequency: { seconds: 1 }, timeout: { minutes: 10 } },
          },
        },
      },
      models: {
        sync: { frequency: { hours: 24 } },
        registries: {
          bench: { type: 'mlflow', url: `http://127.0.0.1:${double.port}` },
        },
      },
    },
    features: [
      import('@backstage/plugin-catalog-backend'),
      import('@platform-ops/backstage-plugin-catalog-backend-module-models'),
      import('@platform-ops/backstage-plugin-models-backend'),
      import('@platform-ops/backstage-plugin-models-backend-module-mlflow'),
    ],
  });

  await until(async () => (await readRegistry(backend)).progress !== undefined);
  const { progress } = await readRegistry(backend);
  const startedAt = Date.parse(progress?.startedAt ?? new Date().toISOString());
  const start = performance.now() - (Date.now() - startedAt);
  await until(
    async () => (await readRegistry(backend)).lastSyncedAt !== undefined,
  );
  const firstSyncSeconds = secondsSince(start);
  const registryRequests = await countRequests(double.child);
  console.log(`first sync            ${round(firstSyncSeconds)} s`);
  await until(
    async () => (await backend.countStitched('model')) >= options.models,
    100,
  );
  const catalogSeconds = secondsSince(start);
  console.log(`all models stitched   ${round(catalogSeconds)} s`);
  const peakMemoryMB = peakMemory();

  const before = (await readRegistry(backend)).lastSyncedAt;
  await backend.post('/api/models/registries/bench/sync');
  await until(
    async () => (await readRegistry(backend)).lastSyncedAt !== before,
  );
  const { lastSyncSeconds } = await readRegistry(backend);

  const { items } = await backend.get<ListModelsResponse>(
    '/api/models/models?limit=25',
  );
  const listP95Ms = await p95Ms(200, index =>
    backend.get(
      `/api/models/models?limit=25&sort=title&stage=production&query=${
        index % 10
      }`,
    ),
  );
  const versionSearchP95Ms = await p95Ms(200, index =>
    backend.get(
      `/api/models/models/${
        items[index % items.length].id
      }/versions?limit=25&query=champion`,
    ),
  );
  const entities = (await backend.finalEntities()) as unknown as Entity[];
  await backend.stop();
  double.child.disconnect();
  return {
    entities,
    firstSyncSeconds,
    catalogSeconds,
    unchangedResyncSeconds: lastSyncSeconds ?? 0,
    registryRequests,
    peakMemoryMB,
    listP95Ms,
    versionSearchP95Ms,
  };
}

/**
 * What a provider would push: without what the catalog added.
 */
function toUnprocessed(entity: Entity): Entity {
  const { relations: _relations, ...rest } = entity;
  const { uid: _uid, etag: _etag, ...metadata } = entity.metadata;
  return { ...rest, metadata };
}

async function measureFloor(
  entities: Entity[],
  models: number,
  database: BenchDatabase,
): Promise<number> {
  let connection: EntityProviderConnection | undefined;
  const provider = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'floor',
    register(env) {
      env.registerInit({
        deps: {
          model: catalogModelExtensionPoint,
          processing: catalogProcessingExtensionPoint,
        },
        async init({ model, processing }) {
          model.addModelSource(
            CatalogModelSources.static([modelsCatalogModelLayer]),
          );
          processing.addEntityProvider({
            getProviderName: () => 'floor',
            async connect(given) {
              connection = given;
            },
          });
        },
      });
    },
  });
  const backend = await BenchBackend.start({
    database: database.fresh(),
    config: { permission: { enabled: false }, catalog: CATALOG },
    features: [import('@backstage/plugin-catalog-backend'), provider],
  });
  await until(async () => connection !== undefined);
  const pushed = entities.map(toUnprocessed);
  const start = performance.now();
  for (let from = 0; from < pushed.length; from += BATCH) {
    await connection!.applyMutation({
      type: 'delta',
      added: pushed.slice(from, from + BATCH).map(entity => ({ entity })),
      removed: [],
    });
  }
  await until(
    async () => (await backend.countStitched('model')) >= models,
    100,
  );
  const seconds = secondsSince(start);
  console.log(`floor                 ${round(seconds)} s`);
  await backend.stop();
  return seconds;
}

async function main() {
  const options = readOptions();
  const database = await startBenchDatabase(options.database);
  console.log(
    `${options.models} models with ${options.versionsPerModel} versions each, ${database.name}, Node ${process.version}`,
  );
  try {
    const portal = await measurePortal(options, database);
    const floorSeconds = await measureFloor(
      portal.entities,
      options.models,
      database,
    );
    console.log(
      JSON.stringify({
        models: options.models,
        versions: options.models * options.versionsPerModel,
        firstSyncSeconds: round(portal.firstSyncSeconds),
        catalogSeconds: round(portal.catalogSeconds),
        floorSeconds: round(floorSeconds),
        ratioToFloor: round(portal.catalogSeconds / floorSeconds),
        unchangedResyncSeconds: round(portal.unchangedResyncSeconds, 3),
        registryRequests: portal.registryRequests,
        peakMemoryMB: round(portal.peakMemoryMB, 0),
        listP95Ms: round(portal.listP95Ms, 1),
        versionSearchP95Ms: round(portal.versionSearchP95Ms, 1),
      }),
    );
  } finally {
    await database.stop();
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
