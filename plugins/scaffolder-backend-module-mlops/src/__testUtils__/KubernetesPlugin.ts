import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import { freePort } from '@platform-ops/test-servers';

const nodeTransform = path.resolve(
  __dirname,
  '../../../../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/**
 * The real Kubernetes plugin, which Jest cannot load: it imports ES modules at
 * run time.
 */
export class KubernetesPlugin {
  readonly #url: string;
  readonly #process: ChildProcess;
  readonly #started: Promise<void>;
  #log = '';

  static async start(clusters: object[]): Promise<KubernetesPlugin> {
    const plugin = new KubernetesPlugin(await freePort(), clusters);
    await plugin.#started;
    return plugin;
  }

  private constructor(port: number, clusters: object[]) {
    this.#url = `http://127.0.0.1:${port}`;
    this.#process = spawn(
      process.execPath,
      [
        '--require',
        nodeTransform,
        path.join(__dirname, 'kubernetesPluginProcess.ts'),
      ],
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
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [{ type: 'config', clusters }],
            },
          }),
        },
      },
    );
    this.#started = new Promise((resolve, reject) => {
      // What loads TypeScript sends messages of its own.
      this.#process.on('message', text => text === 'ready' && resolve());
      this.#process.on('exit', () =>
        reject(new Error(`The backend did not start:\n${this.#log}`)),
      );
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream!.on('data', chunk => {
        this.#log += chunk;
      });
    }
  }

  /** As the module makes it. */
  get client(): KubernetesClient {
    return KubernetesClient.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `${this.#url}/api/kubernetes`,
      }),
      key: 'goldenPaths.kubernetes',
      timeoutMilliseconds: 20_000,
    });
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
  }
}
