import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import type { SandboxOptions } from '../types';
import { startSandbox } from './startSandbox';

const MARKER = 'platform-ops-sandbox';

type Message = { port: number } | { error: string };

/**
 * The loader that reads TypeScript, where this runs from sources.
 */
function executionArguments(): string[] {
  return __filename.endsWith('.ts')
    ? ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs')]
    : [];
}

/**
 * A sandbox in a worker thread, so that it neither slows the portal down nor
 * shares anything with it but its port and its token.
 *
 * @remarks
 *
 * This file is also what the thread runs: that way it is where its sibling is
 * looked for, in the sources as well as in the built package.
 */
export class SandboxThread {
  readonly port: number;
  readonly #worker: Worker;

  static async start(options: SandboxOptions): Promise<SandboxThread> {
    const worker = new Worker(__filename, {
      name: MARKER,
      workerData: { [MARKER]: options },
      execArgv: executionArguments(),
    });
    const message = await new Promise<Message>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', code =>
        reject(new Error(`The sandbox's thread ended with code ${code}`)),
      );
    });
    if ('error' in message) {
      await worker.terminate();
      throw new Error(message.error);
    }
    worker.unref();
    return new SandboxThread(worker, message.port);
  }

  private constructor(worker: Worker, port: number) {
    this.#worker = worker;
    this.port = port;
  }

  /**
   * Called when the thread ends without having been stopped.
   */
  onFailure(listener: (error: Error) => void): void {
    this.#worker.once('error', listener);
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

async function runInThread(options: SandboxOptions): Promise<void> {
  try {
    const { port } = await startSandbox(options);
    parentPort?.postMessage({ port } satisfies Message);
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? error.message : String(error),
    } satisfies Message);
  }
}

if (!isMainThread && workerData?.[MARKER]) {
  runInThread(workerData[MARKER]);
}
