import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type {
  ConditionSnapshot,
  ObservedResource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { freePort } from '@platform-ops/test-servers';

const nodeTransform = path.resolve(
  __dirname,
  '../../../../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** As it comes over HTTP: times are text. */
export type SentSnapshot = Omit<ConditionSnapshot, 'resources'> & {
  resources: Array<
    Omit<ObservedResource, 'since' | 'serves'> & {
      since?: string;
      serves?: unknown[];
    }
  >;
};

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
    sources: Record<string, object>;
  }): Promise<Portal> {
    const port = await freePort();
    const portal = new Portal(port, config);
    await portal.#started;
    return portal;
  }

  private constructor(
    port: number,
    config: { clusters: object[]; sources: Record<string, object> },
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
            opsHealth: { sources: config.sources },
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

  /** What a source sees; rejects with its error. */
  async observe(source: string): Promise<SentSnapshot> {
    const response = await fetch(`${this.#url}/api/ops-health/${source}`);
    const { snapshot, error } = await response.json();
    if (error) {
      throw Object.assign(new Error(error.message), { name: error.name });
    }
    return snapshot;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
  }
}
