import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type {
  CollectedBatch,
  CollectedFact,
  CollectFailure,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { freePort } from '@platform-ops/test-servers';

const nodeTransform = path.resolve(
  __dirname,
  '../../../../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/**
 * A portal with the real Kubernetes plugin, which Jest cannot load: it imports
 * ES modules at run time.
 */
export class Portal {
  readonly #url: string;
  readonly #process: ChildProcess;
  readonly #started: Promise<void>;
  #log = '';

  static async start(config: {
    clusters: object[];
    scorecards?: object;
  }): Promise<Portal> {
    const portal = new Portal(await freePort(), config);
    await portal.#started;
    return portal;
  }

  private constructor(
    port: number,
    config: { clusters: object[]; scorecards?: object },
  ) {
    this.#url = `http://127.0.0.1:${port}`;
    this.#process = spawn(
      process.execPath,
      ['--require', nodeTransform, path.join(__dirname, 'portalProcess.ts')],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          ...process.env,
          NODE_ENV: 'development',
          PORTAL_CONFIG: JSON.stringify({
            backend: {
              baseUrl: this.#url,
              listen: { host: '127.0.0.1', port },
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            permission: { enabled: true },
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                { type: 'config', clusters: config.clusters },
              ],
            },
            scorecards: { kubernetes: config.scorecards ?? {} },
          }),
        },
      },
    );
    this.#started = new Promise((resolve, reject) => {
      // What loads TypeScript sends messages of its own.
      this.#process.on('message', text => text === 'ready' && resolve());
      this.#process.on('exit', () =>
        reject(new Error(`The portal did not start:\n${this.#log}`)),
      );
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream!.on('data', chunk => {
        this.#log += chunk;
      });
    }
  }

  /** All that it logged. */
  get log(): string {
    return this.#log;
  }

  /** What the collector tells; rejects with its error. */
  async collect(
    entities: Entity[],
  ): Promise<{ facts: CollectedFact[]; failures: CollectFailure[] }> {
    const response = await fetch(`${this.#url}/api/scorecards/collect`, {
      method: 'POST',
      body: JSON.stringify(entities),
    });
    const { batches, error } = (await response.json()) as {
      batches: CollectedBatch[];
      error?: string;
    };
    if (error) {
      throw new Error(error);
    }
    return {
      facts: batches.flatMap(({ facts }) => facts),
      failures: batches.flatMap(({ failures }) => failures ?? []),
    };
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
  }
}
