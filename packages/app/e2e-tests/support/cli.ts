import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { machines } from './machines';

const run = promisify(execFile);
const PACKAGE = path.resolve(__dirname, '../../../cli');
/** npm stands beside the Node that runs the tests. */
const PATH = [path.dirname(process.execPath), process.env.PATH].join(
  path.delimiter,
);

/** The command line tool as a pipeline has it: installed from its package, where nothing of this repository is. */
export class InstalledCli {
  static async install(portalUrl: string): Promise<InstalledCli> {
    const folder = await mkdtemp(path.join(tmpdir(), 'pipeline-'));
    const env = { PATH, HOME: folder, npm_config_cache: `${folder}/.npm` };
    const { stdout } = await run(
      'npm',
      ['pack', '--silent', '--pack-destination', folder],
      { cwd: PACKAGE, env },
    );
    const tarball = `./${stdout.trim().split('\n').at(-1)}`;
    await writeFile(path.join(folder, 'package.json'), '{"private":true}');
    await run(
      'npm',
      ['install', '--offline', '--no-audit', '--no-fund', tarball],
      { cwd: folder, env },
    );
    return new InstalledCli(folder, portalUrl);
  }

  private constructor(readonly folder: string, readonly portalUrl: string) {}

  async run(
    ...args: string[]
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const options = {
      cwd: this.folder,
      env: {
        PATH,
        PLATFORM_OPS_URL: this.portalUrl,
        PLATFORM_OPS_TOKEN: machines().tokens.pipeline,
      },
    };
    return run(
      path.join(this.folder, 'node_modules/.bin/platform-ops'),
      args,
      options,
    ).then(
      output => ({ code: 0, ...output }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
