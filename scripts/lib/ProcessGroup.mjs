import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** A command and all that it starts, which are stopped together. */
export class ProcessGroup {
  #child;
  #exited;

  static start(command, args, options) {
    return new ProcessGroup(command, args, options);
  }

  constructor(command, args, options) {
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      detached: true,
    });
    this.#exited = new Promise(resolve => {
      this.#child.once('error', error => resolve({ code: 1, error }));
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  /** Resolves to `{ code, signal, error }`. */
  get exited() {
    return this.#exited;
  }

  async stop() {
    this.#signal('SIGTERM');
    const grace = new AbortController();
    const stopped = await Promise.race([
      this.#exited,
      delay(10_000, undefined, { signal: grace.signal }).catch(() => undefined),
    ]);
    grace.abort();
    // Whoever ignored the first signal, or outlived its parent, goes now.
    this.#signal('SIGKILL');
    return stopped;
  }

  #signal(signal) {
    if (this.#child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}

/** Calls back once, with the first of the signals that ask a process to end. */
export function onStopSignal(callback) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const handle = signal => {
    // A second Ctrl-C while stopping changes nothing; SIGKILL still works.
    for (const each of signals) {
      process.removeListener(each, handle);
      process.on(each, () => {});
    }
    callback(signal);
  };
  for (const signal of signals) {
    process.on(signal, handle);
  }
}
