import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { createDeferred, type JsonObject } from '@backstage/types';
import { freePort } from '@platform-ops/test-servers';

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
  readonly #stop: () => Promise<void>;
  readonly #catalogDatabase: Database;

  static async start(options: {
    features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
    config: JsonObject;
    database: JsonObject;
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
        pluginId: 'catalog',
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
    catalogDatabase: Database,
  ) {
    this.url = url;
    this.#stop = stop;
    this.#catalogDatabase = catalogDatabase;
  }

  async get<T>(path: string): Promise<T> {
    return this.#fetch(path, 'GET') as Promise<T>;
  }

  async post(path: string): Promise<void> {
    await this.#fetch(path, 'POST');
  }

  async countStitched(kind: string): Promise<number> {
    const [row] = await this.#catalogDatabase('final_entities')
      .whereNotNull('final_entity')
      .where('entity_ref', 'like', `${kind}:%`)
      .count({ count: '*' });
    return Number(row.count);
  }

  async finalEntities(): Promise<JsonObject[]> {
    const rows = await this.#catalogDatabase('final_entities')
      .whereNotNull('final_entity')
      .select('final_entity');
    return rows.map(row => JSON.parse(row.final_entity));
  }

  async stop(): Promise<void> {
    await this.#stop();
  }

  async #fetch(path: string, method: string): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${await response.text()}`);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
}
