import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { createDeferred, type JsonObject } from '@backstage/types';
import { freePort } from '@platform-ops/test-servers';
import { until } from './measure';

type Database = Awaited<
  ReturnType<(typeof coreServices.database)['T']['getClient']>
>;

const TOKEN = 'token-of-the-benchmark';

/**
 * A backend with the given features on a fresh database, for measuring.
 */
export class BenchBackend {
  /** Where it listens. */
  readonly url: string;
  /** A token that may do everything. */
  readonly token = TOKEN;
  /** That of the plugin which was asked for. */
  readonly database: Database;
  readonly #stop: () => Promise<void>;

  /**
   * @param options - `databaseOf`: the plugin whose database is looked into, the
   *   catalog unless told.
   */
  static async start(options: {
    features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
    config: JsonObject;
    database: JsonObject;
    databaseOf?: string;
  }): Promise<BenchBackend> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const backend = createBackend();
    const database = createDeferred<Database>();
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          app: { baseUrl: url },
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            database: options.database,
            auth: {
              keys: [{ secret: 'secret-of-the-benchmark' }],
              externalAccess: [
                { type: 'static', options: { token: TOKEN, subject: 'bench' } },
              ],
            },
          },
        },
      }),
    );
    backend.add(mockServices.rootLogger.factory({ level: 'error' }));
    backend.add(
      createBackendModule({
        pluginId: options.databaseOf ?? 'catalog',
        moduleId: 'bench-database',
        register(env) {
          env.registerInit({
            deps: { service: coreServices.database },
            async init({ service }) {
              database.resolve(await service.getClient());
            },
          });
        },
      }),
    );
    for (const feature of options.features) {
      backend.add(feature);
    }
    await backend.start();
    return new BenchBackend(url, () => backend.stop(), await database);
  }

  private constructor(
    url: string,
    stop: () => Promise<void>,
    database: Database,
  ) {
    this.url = url;
    this.#stop = stop;
    this.database = database;
  }

  async get<T>(path: string): Promise<T> {
    return this.#fetch(path, 'GET') as Promise<T>;
  }

  async post<T = void>(path: string, body?: JsonObject): Promise<T> {
    return this.#fetch(path, 'POST', body) as Promise<T>;
  }

  async countStitched(kind: string): Promise<number> {
    const [row] = await this.database('final_entities')
      .whereNotNull('final_entity')
      .where('entity_ref', 'like', `${kind}:%`)
      .count({ count: '*' });
    return Number(row.count);
  }

  async finalEntities(): Promise<JsonObject[]> {
    const rows = await this.database('final_entities')
      .whereNotNull('final_entity')
      .select('final_entity');
    return rows.map(row => JSON.parse(row.final_entity));
  }

  async stop(): Promise<void> {
    await this.#stop();
  }

  /**
   * Runs a task of a plugin to its end.
   *
   * @returns how many seconds it took, without the wait for its start.
   */
  async runTask(pluginId: string, taskId: string): Promise<number> {
    const path = `/api/${pluginId}/.backstage/scheduler/v1/tasks`;
    const read = async () => {
      const { tasks } = await this.get<{
        tasks: Array<{
          taskId: string;
          taskState?: {
            status: string;
            startedAt?: string;
            lastRunEndedAt?: string;
          };
        }>;
      }>(path);
      return tasks.find(task => task.taskId === taskId)?.taskState;
    };
    await until(async () => (await read())?.status === 'idle');
    const before = (await read())?.lastRunEndedAt;
    await this.post(`${path}/${taskId}/trigger`);
    let startedAt: string | undefined;
    let endedAt: string | undefined;
    await until(async () => {
      const state = await read();
      startedAt = state?.startedAt ?? startedAt;
      endedAt = state?.status === 'idle' ? state.lastRunEndedAt : undefined;
      return endedAt !== undefined && endedAt !== before;
    }, 5);
    if (!startedAt) {
      throw new Error(`${taskId} was over before it was seen to run`);
    }
    return (Date.parse(endedAt!) - Date.parse(startedAt)) / 1000;
  }

  async #fetch(
    path: string,
    method: string,
    body?: JsonObject,
  ): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${await response.text()}`);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
}
