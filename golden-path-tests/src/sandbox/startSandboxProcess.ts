import { FakeHttpServer, freePort } from '@platform-ops/test-servers';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SANDBOX = dirname(
  require.resolve(
    '@platform-ops/backstage-plugin-sandbox-backend/package.json',
  ),
);

/** What the simulated systems ask for. */
export const SANDBOX_TOKEN = 'token-of-the-sandbox';

/** A sandbox in a process of its own, whose time goes 20 times as fast. */
export class SandboxProcess {
  readonly url: string;
  readonly #begin = Date.now();
  readonly #port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  static async start(): Promise<SandboxProcess> {
    const sandbox = new SandboxProcess(await freePort());
    await sandbox.#launch();
    return sandbox;
  }

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  }

  /** It goes on with what it kept. */
  async restart(): Promise<void> {
    await this.#end();
    await this.#launch();
  }

  async stop(): Promise<void> {
    await this.#end();
    rmSync(this.#folder, { recursive: true });
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}${path}`, {
      headers: { authorization: `Bearer ${SANDBOX_TOKEN}` },
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.headers.get('content-type')?.includes('json')
      ? response.json()
      : ((await response.text()) as T);
  }

  async #launch(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        join(__dirname, 'fastClock.cjs'),
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(SANDBOX, 'dev/serve.ts'),
        '--port',
        String(this.#port),
        '--state-file',
        join(this.#folder, 'state.json'),
      ],
      {
        cwd: SANDBOX,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_ENV: 'development',
          PORTAL_SANDBOX_TOKEN: SANDBOX_TOKEN,
          FAST_CLOCK_FROM: String(this.#begin),
        },
      },
    );
    this.#process = child;
    let log = '';
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', chunk => {
        log += chunk;
      });
      child.stdout.on('data', () => resolve());
      child.on('exit', () =>
        reject(new Error(`The sandbox did not start:\n${log}`)),
      );
    });
  }

  async #end(): Promise<void> {
    if (this.#process && this.#process.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await exited;
    }
  }
}

/**
 * A double of the Kubernetes plugin's `/clusters` and `/proxy`, whose one
 * cluster is the sandbox's.
 */
export async function startKubernetesPluginDouble(
  sandbox: SandboxProcess,
): Promise<FakeHttpServer> {
  return FakeHttpServer.start({
    answer: async asked => {
      if (asked.path === '/clusters') {
        return {
          body: {
            items: [{ name: 'sandbox', authProvider: 'serviceAccount' }],
          },
        };
      }
      const type = asked.headers['content-type'];
      const response = await fetch(
        `${sandbox.url}/k8s${asked.url.replace(/^\/proxy/, '')}`,
        {
          method: asked.method,
          headers: {
            authorization: `Bearer ${SANDBOX_TOKEN}`,
            ...(type && { 'content-type': type }),
          },
          body: asked.body || undefined,
        },
      );
      return {
        status: response.status,
        body: Buffer.from(await response.arrayBuffer()),
      };
    },
  });
}
