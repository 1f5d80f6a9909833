import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type {
  ListModelsResponse,
  ListStageHistoryResponse,
} from '@platform-ops/backstage-plugin-models-common';
import { describeWithServer, freePort } from '@platform-ops/test-servers';
import { SlowRegistry } from './__testUtils__/SlowRegistry';

const TOKEN = 'token-of-the-test';
const nodeTransform = path.resolve(
  __dirname,
  '../../../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/**
 * Backstage's scheduler looks once a minute for tasks whose replica is gone, so
 * taking over takes up to that plus the time-out of the task.
 */
const PATIENCE_MS = 120_000;

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) {
      throw new Error('It did not come to that in time');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

class Replica {
  readonly name: string;
  readonly #url: string;
  readonly #process: ChildProcess;

  static async start(options: {
    name: string;
    registryUrl: string;
    database: string;
  }): Promise<Replica> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const config = {
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        database: { client: 'pg', connection: options.database },
        auth: {
          keys: [{ secret: 'secret-of-the-test' }],
          externalAccess: [
            { type: 'static', options: { token: TOKEN, subject: 'test' } },
          ],
        },
      },
      permission: { enabled: false },
      models: {
        sync: { frequency: { seconds: 1 }, timeout: { seconds: 5 } },
        registries: {
          slow: {
            type: 'mlflow',
            url: options.registryUrl,
            headers: { 'x-replica': options.name },
          },
        },
      },
    };
    const replica = new Replica(options.name, url, config);
    await until(async () => {
      const response = await fetch(`${url}/.backstage/health/v1/readiness`);
      return response.ok;
    });
    return replica;
  }

  private constructor(name: string, url: string, config: object) {
    this.name = name;
    this.#url = url;
    this.#process = spawn(
      process.execPath,
      [
        '--require',
        nodeTransform,
        path.join(__dirname, '__testUtils__/replica.ts'),
      ],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          NODE_ENV: 'development',
          REPLICA_CONFIG: JSON.stringify(config),
        },
      },
    );
  }

  async get<T>(address: string): Promise<T> {
    const response = await fetch(`${this.#url}/api/models${address}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    return (await response.json()) as T;
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode === null && !this.#process.killed) {
      const exited = new Promise(resolve => {
        this.#process.once('exit', resolve);
      });
      this.#process.kill('SIGKILL');
      await exited;
    }
  }
}

describeWithServer('postgresql', 'two replicas on one database', postgres => {
  it('finish a first sync although the one at work is killed', async () => {
    const registry = await SlowRegistry.start();
    const start = (name: string) =>
      Replica.start({
        name,
        registryUrl: registry.url,
        database: postgres().connectionString,
      });
    const replicas = [await start('one'), await start('two')];
    try {
      await until(async () => registry.asker !== undefined);
      registry.openPages(3);
      const atWork = () =>
        replicas.find(replica => replica.name === registry.asker)!;
      const listFrom = (replica: Replica, query = '') =>
        replica.get<ListModelsResponse>(`/models?limit=100${query}`);
      await until(
        async () =>
          (await listFrom(atWork(), '&stage=production')).totalItems >= 6,
      );

      const killed = atWork();
      const survivor = replicas.find(replica => replica !== killed)!;
      await killed.kill();
      const askedBefore = registry.asked.length;
      expect(
        (await listFrom(survivor, '&stage=production')).totalItems,
      ).toBeLessThan(registry.names.length);

      registry.openPages(1000);
      await until(
        async () =>
          (await listFrom(survivor, '&stage=production')).totalItems ===
          registry.names.length,
      );
      const askedAfter = registry.asked.slice(askedBefore);
      expect(new Set(askedAfter.map(({ replica }) => replica))).toEqual(
        new Set([survivor.name]),
      );
      // It went on where the other was.
      expect(askedAfter.map(({ page }) => page)).not.toContain(0);

      const { items } = await listFrom(survivor);
      expect(items.map(item => item.nativeName)).toEqual(registry.names);
      expect(new Set(items.map(item => item.versionCount))).toEqual(
        new Set([2]),
      );
      const sequences: number[] = [];
      for (const { id } of items) {
        const history = await survivor.get<ListStageHistoryResponse>(
          `/models/${id}/stage-history`,
        );
        expect(history.items.map(({ to }) => to)).toEqual(['production']);
        sequences.push(...history.items.map(({ sequence }) => sequence));
      }
      expect(sequences.sort((a, b) => a - b)).toEqual(
        registry.names.map((_, index) => index + 1),
      );
    } finally {
      for (const replica of replicas) {
        await replica.kill();
      }
      await registry.stop();
    }
  }, 240_000);
});
