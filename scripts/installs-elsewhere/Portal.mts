import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { binDirectory, nodeTransform, root } from '../lib/paths.mjs';
import { findFreePort } from '../lib/ports.mjs';
import { linkDependencies } from './linkDependencies.mts';
import { readReadme, type Readme } from './readReadme.mts';
import { runCommand } from './runCommand.mts';

const TOKEN = 'token-of-the-test';
const template = path.join(import.meta.dirname, 'template');

/** As somebody adds keys to a file of configuration that has some. */
function merge(before: unknown, added: unknown): unknown {
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(before) || !isMap(added)) {
    return added;
  }
  const merged = Object.entries(added).map(([key, value]) => [
    key,
    merge(before[key], value),
  ]);
  return { ...before, ...Object.fromEntries(merged) };
}

/** Writes the lines of a README where it says. */
function follow(directory: string, files: Readme['files']) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    const before = fs.readFileSync(file, 'utf8');
    if (name === 'packages/backend/src/index.ts') {
      const added = content
        .split('\n')
        .filter(line => !before.includes(line))
        .join('\n');
      const start = before.indexOf('backend.start()');
      fs.writeFileSync(
        file,
        `${before.slice(0, start)}${added}\n${before.slice(start)}`,
      );
    } else if (name.endsWith('.yaml')) {
      fs.writeFileSync(file, stringify(merge(parse(before), parse(content))));
    } else {
      fs.writeFileSync(file, content);
    }
  }
}

function addDependencies(file: string, names: string[]) {
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const name of names) {
    manifest.dependencies[name] = '*';
  }
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
}

/** Configuration as environment variables, which count above files. */
function toEnvironment(config: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `APP_CONFIG_${key}`,
      JSON.stringify(value),
    ]),
  );
}

/**
 * A Backstage portal that somebody else might have, outside of the repository, after following READMEs. Its
 * registry is the sandbox.
 */
export class Portal {
  readonly url: string;
  readonly #directory: string;
  readonly #port: number;
  readonly #output: string[] = [];
  readonly #processes: ChildProcess[] = [];

  static async create(options: {
    directory: string;
    /** The unpacked tarballs, by name. */
    ours: Map<string, string>;
    readmes: Readme[];
    /** A folder with what the portal had before, and a README that says how that came in. */
    before?: string;
  }): Promise<Portal> {
    const { directory, before } = options;
    fs.cpSync(template, directory, { recursive: true });
    if (before) {
      fs.cpSync(before, directory, { recursive: true });
    }
    const readmes = [
      ...(before ? [readReadme(before)] : []),
      ...options.readmes,
    ];
    readmes.forEach(({ files }) => follow(directory, files));
    const ours = new Map([
      ...options.ours,
      ['app', path.join(directory, 'packages/app')],
    ]);
    for (const target of ['app', 'backend'] as const) {
      const folder = path.join('packages', target);
      addDependencies(
        path.join(directory, folder, 'package.json'),
        readmes.flatMap(({ packages }) => packages[target]),
      );
      linkDependencies(path.join(directory, folder), { folder, ours });
    }
    linkDependencies(directory, { folder: '', ours });
    return new Portal(directory, await findFreePort());
  }

  private constructor(directory: string, port: number) {
    this.#directory = directory;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** What a request has to carry to be let in. */
  get headers() {
    return { authorization: `Bearer ${TOKEN}` };
  }

  async buildApp(): Promise<void> {
    await runCommand(
      path.join(binDirectory, 'backstage-cli'),
      ['package', 'build'],
      { cwd: path.join(this.#directory, 'packages/app') },
    );
  }

  async start(): Promise<void> {
    const sandboxPort = await findFreePort();
    this.#spawn(
      path.join(root, 'plugins/sandbox-backend/dev/serve.ts'),
      ['--port', String(sandboxPort), '--new-version-seconds', '86400'],
      { cwd: root, env: { PORTAL_SANDBOX_TOKEN: TOKEN } },
    );
    this.#spawn('src/index.ts', ['--config', '../../app-config.yaml'], {
      cwd: path.join(this.#directory, 'packages/backend'),
      require: path.join(import.meta.dirname, 'resolveAsHoisted.cjs'),
      env: toEnvironment({
        app_baseUrl: this.url,
        backend_baseUrl: this.url,
        backend_listen: { host: '127.0.0.1', port: this.#port },
        backend_auth_externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'test' } },
        ],
        models_registries_production_url: `http://127.0.0.1:${sandboxPort}`,
        models_registries_production_token: TOKEN,
        search_collators_models_schedule: {
          frequency: { seconds: 2 },
          timeout: { minutes: 1 },
          initialDelay: { seconds: 0 },
        },
      }),
    });
  }

  /** The status of the answer, and its body; 0 as long as nobody answers. */
  async get(
    address: string,
    headers: Record<string, string> = this.headers,
  ): Promise<{ status: number; body?: unknown }> {
    try {
      const response = await fetch(`${this.url}${address}`, { headers });
      return { status: response.status, body: await response.json() };
    } catch (error) {
      return { status: 0 };
    }
  }

  /** What its processes said. */
  get output(): string {
    return this.#output.join('');
  }

  async stop(): Promise<void> {
    const running = this.#processes.filter(
      child => child.exitCode === null && child.signalCode === null,
    );
    await Promise.all(
      running.map(child => {
        const closed = once(child, 'close');
        child.kill('SIGKILL');
        return closed;
      }),
    );
  }

  #spawn(
    file: string,
    args: string[],
    options: { cwd: string; env: NodeJS.ProcessEnv; require?: string },
  ) {
    const required = [options.require, nodeTransform].flatMap(module =>
      module ? ['--require', module] : [],
    );
    const child = spawn(process.execPath, [...required, file, ...args], {
      cwd: options.cwd,
      env: { ...process.env, NODE_ENV: 'development', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', chunk => this.#output.push(chunk));
    }
    this.#processes.push(child);
  }
}
