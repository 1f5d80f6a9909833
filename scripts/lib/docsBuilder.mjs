import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { stateDirectory } from './paths.mjs';
import { ProcessGroup } from './ProcessGroup.mjs';

const PACKAGE = 'mkdocs-techdocs-core==1.7.1';
const directory = path.join(stateDirectory, 'techdocs');
/** Written last, so that half an installation is begun anew. */
const stamp = path.join(directory, '.installed');

const HINT =
  'the tab Docs of what golden paths make stays empty. docs/golden-paths.md, "Docs", says more.';

function run(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function isInstalled() {
  return (
    fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8').trim() === PACKAGE
  );
}

/**
 * MkDocs, which TechDocs builds pages with: the machine's own, or one in .portal that is installed while
 * the portal starts. Without Python there are no such pages, and that is said.
 *
 * Puts it on the PATH of this process; call it before others are started.
 *
 * @returns what to stop when the portal stops
 */
export function bringDocsBuilder(say) {
  if (run('mkdocs', ['--version'])) {
    return undefined;
  }
  process.env.PATH = [path.join(directory, 'bin'), process.env.PATH].join(
    path.delimiter,
  );
  if (isInstalled()) {
    return undefined;
  }
  fs.rmSync(directory, { recursive: true, force: true });
  if (!run('python3', ['-m', 'venv', directory])) {
    say(`There is no Python 3 with venv here: ${HINT}`);
    return undefined;
  }
  const installation = ProcessGroup.start(
    path.join(directory, 'bin/python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE],
    { stdio: 'ignore' },
  );
  installation.exited.then(({ code, signal }) => {
    if (code === 0) {
      fs.writeFileSync(stamp, PACKAGE);
    } else if (!signal) {
      say(`MkDocs could not be installed: ${HINT}`);
    }
  });
  return installation;
}
