import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type {
  Fate,
  FromReplica,
  ReplicaSettings,
  ToReplica,
} from './replicaMessages';

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);

type Said = FromReplica['say'];

/** The process of a replica, and what it said so far. */
export class ReplicaProcess {
  readonly notified: NotificationSendOptions[] = [];
  /** Whether it met its fate. */
  hasMet = false;
  /** How the process ended: the signal or the exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  readonly #process: ChildProcess;
  readonly #waiting = new Map<Said, (message: FromReplica) => void>();
  #log = '';
  #port = 0;

  /** Loads all that it needs, and waits for {@link ReplicaProcess.start}. */
  static async load(settings: ReplicaSettings): Promise<ReplicaProcess> {
    const replica = new ReplicaProcess(settings);
    await replica.#hear('loaded');
    return replica;
  }

  private constructor(settings: ReplicaSettings) {
    this.#process = spawn(
      process.execPath,
      ['--require', NODE_TRANSFORM, join(__dirname, 'replica.ts')],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          ...process.env,
          // With that of tests nobody looks for runs that timed out.
          NODE_ENV: 'development',
          REPLICA: JSON.stringify(settings),
        },
      },
    );
    this.#process.on('message', (message: FromReplica) => {
      if (message.say === 'notified') {
        this.notified.push(message.notice);
      } else if (message.say === 'met') {
        this.hasMet = true;
      } else {
        this.#waiting.get(message.say)?.(message);
      }
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      stream.on('data', text => {
        this.#log += text;
      });
    }
    this.ended = new Promise(resolve => {
      this.#process.once('close', (code, signal) => resolve(signal ?? code));
    });
  }

  /** Until it is ready. */
  async start(): Promise<void> {
    const message = await this.#ask({ say: 'start' }, 'ready');
    this.#port = message.port;
  }

  async put(facts: CollectedFact[]): Promise<void> {
    await this.#ask({ say: 'put', facts }, 'done');
  }

  /** What befalls it from now on; nothing unless told. */
  async meet(fate?: Fate): Promise<void> {
    await this.#ask({ say: 'meet', fate }, 'done');
  }

  async call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    authorization: string,
    body?: object,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(
      `http://127.0.0.1:${this.#port}/api/scorecards${path}`,
      {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  /** After it was stopped. */
  goOn(): void {
    this.#process.kill('SIGCONT');
  }

  #ask<S extends Said>(message: ToReplica, answer: S) {
    const heard = this.#hear(answer);
    this.#process.send(message);
    return heard;
  }

  async #hear<S extends Said>(
    wanted: S,
  ): Promise<Extract<FromReplica, { say: S }>> {
    const ended = this.ended.then((how): never => {
      throw new Error(`The replica ended with ${how}: ${this.#log}`);
    });
    const heard = await Promise.race([
      ended,
      new Promise<FromReplica>(resolve => {
        this.#waiting.set(wanted, resolve);
        this.#waiting.set('failed', resolve);
      }),
    ]);
    if (heard.say === 'failed') {
      throw new Error(`${heard.message}: ${this.#log}`);
    }
    return heard as Extract<FromReplica, { say: S }>;
  }
}
