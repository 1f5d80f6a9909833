import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { BenchBackend } from './BenchBackend';
import type { ScorecardsTarget } from './scorecardsTarget';

const BATCH = 500;

/**
 * The scorecards backend with a catalog and a collector that read from memory.
 */
export class ScorecardsBackend {
  readonly backend: BenchBackend;

  static async start(options: {
    target: ScorecardsTarget;
    database: JsonObject;
    /** A file with the rules of the target. */
    file: string;
  }): Promise<ScorecardsBackend> {
    const { target, database, file } = options;
    const backend = await BenchBackend.start({
      database,
      databaseOf: 'scorecards',
      config: {
        permission: { enabled: false },
        scorecards: { files: [file], interval: '1 hour' },
      },
      features: [
        import('@platform-ops/backstage-plugin-scorecards-backend'),
        collectorModule(target),
        catalogFeature(target),
      ],
    });
    return new ScorecardsBackend(backend);
  }

  private constructor(backend: BenchBackend) {
    this.backend = backend;
  }

  /** Makes all facts known, and all verdicts old. */
  async collect(): Promise<void> {
    await this.backend.runTask('scorecards', 'scorecards-collect-bench');
  }

  /** @returns how many seconds it took to evaluate what was due. */
  async evaluate(): Promise<number> {
    return this.backend.runTask('scorecards', 'scorecards-evaluate');
  }

  async countRows(table: string): Promise<number> {
    const [row] = await this.backend
      .database(`scorecards_${table}`)
      .count({ count: '*' });
    return Number(row.count);
  }
}

function collectorModule(target: ScorecardsTarget) {
  const collector: FactCollector = {
    id: 'bench',
    version: '1',
    title: 'Benchmark',
    kinds: ['Workload'],
    everyMs: 3_600_000,
    factTypes: target.factTypes(),
    async *collect() {
      for (let from = 0; from < target.entities.length; from += BATCH) {
        yield {
          facts: target.entities
            .slice(from, from + BATCH)
            .flatMap((entity, offset) =>
              target.factTypes().map(({ id }, group) => ({
                entityRef: stringifyEntityRef(entity),
                type: id,
                value: target.factsOf(from + offset, group),
                source: 'the benchmark',
                query: 'memory',
                population: 1,
              })),
            ),
        };
      }
    },
  };
  return createBackendModule({
    pluginId: 'scorecards',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: { collectors: factCollectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addFactCollector(collector);
        },
      });
    },
  });
}

function catalogFeature(target: ScorecardsTarget) {
  const catalog: CatalogService = {
    ...catalogServiceMock(),
    async *streamEntities() {
      for (let from = 0; from < target.entities.length; from += BATCH) {
        yield target.entities.slice(from, from + BATCH);
      }
    },
  };
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => catalog,
  });
}
