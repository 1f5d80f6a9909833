import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FoundServer } from '../findServer';
import { recordUse } from '../recordUse';
import { freePort } from './freePort';
import type { RunningServer } from './RunningServer';
import { startWatchdog } from './startWatchdog';

const OUTPUT_LIMIT = 64 * 1024;
const POLL_MILLISECONDS = 50;
const STOP_MILLISECONDS = 10_000;
const PORT_ATTEMPTS = 3;

export interface ServerCommand {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
}

export interface StartServerOptions {
  server: FoundServer;
  timeoutMilliseconds: number;
  /** Runs before the server, e.g. to make a database or find more ports. */
  prepare?(place: { directory: string; port: number }): void | Promise<void>;
  command(place: { directory: string; port: number }): ServerCommand;
  /** Throws or answers false until the server answers. */
  isReady(url: string, port: number): Promise<boolean>;
  stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed. */
  stopTimeoutMilliseconds?: number;
  /** The account that it runs as, where it is not ours. */
  account?: { uid: number; gid: number };
}

class ServerExitedError extends Error {}

/**
 * Starts a server in its own process group and temporary directory and waits
 * until it answers.
 */
export async function startServer(
  options: StartServerOptions,
): Promise<RunningServer> {
  if (!options.server.found) {
    throw new Error(options.server.reason);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options, options.server.version);
    } catch (error) {
      // Between finding a free port and using it somebody else may take it.
      if (!(error instanceof ServerExitedError) || attempt === PORT_ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function startOnce(
  options: StartServerOptions,
  version: string,
): Promise<RunningServer> {
  const { server, account } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const directory = mkdtempSync(join(tmpdir(), `portal-${server.name}-`));
  if (account) {
    chownSync(directory, account.uid, account.gid);
    chmodSync(directory, 0o700);
  }
  try {
    await options.prepare?.({ directory, port });
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
  const { command, args, env } = options.command({ directory, port });
  const child = spawn(command, args, {
    cwd: directory,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...account,
  });
  const output = collectOutput(child);
  const ended = waitForEnd(child);
  const pid = child.pid;
  if (pid === undefined) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`${command} could not be started: ${await ended}`);
  }
  const stopWatchdog = startWatchdog(pid, directory);

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      signalGroup(pid, options.stopSignal ?? 'SIGTERM');
      await Promise.race([
        ended,
        delay(options.stopTimeoutMilliseconds ?? STOP_MILLISECONDS, undefined, {
          ref: false,
        }),
      ]);
      signalGroup(pid, 'SIGKILL');
      await ended;
      stopWatchdog();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    })();
    return stopping;
  };

  try {
    await waitUntilReady(options, url, port, ended);
  } catch (error) {
    await stop();
    const message = `${server.name} did not start: ${
      error instanceof Error ? error.message : error
    }\n${output()}`;
    throw error instanceof ServerExitedError
      ? new ServerExitedError(message)
      : new Error(message);
  }
  recordUse({ server: server.name, outcome: 'started', version });
  return { url, port, version, pid, directory, output, stop };
}

async function waitUntilReady(
  options: StartServerOptions,
  url: string,
  port: number,
  ended: Promise<string>,
): Promise<void> {
  let exit: string | undefined;
  void ended.then(how => {
    exit = how;
  });
  const deadline = Date.now() + options.timeoutMilliseconds;
  while (Date.now() < deadline) {
    if (exit !== undefined) {
      throw new ServerExitedError(exit);
    }
    if (await options.isReady(url, port).catch(() => false)) {
      return;
    }
    await delay(POLL_MILLISECONDS);
  }
  throw new Error(`no answer within ${options.timeoutMilliseconds} ms`);
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  const append = (chunk: string) => {
    text = (text + chunk).slice(-OUTPUT_LIMIT);
  };
  child.stdout?.setEncoding('utf8').on('data', append);
  child.stderr?.setEncoding('utf8').on('data', append);
  return () => text;
}

function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(`it ended with ${signal ?? `code ${code}`}`),
    );
  });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}
