import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { linkDependencies } from './linkDependencies.mts';
import { packTarballs } from './packTarballs.mts';
import { runCommand } from './runCommand.mts';
import { findWorkspaces, withDependencies } from './workspaces.mts';

/** What the READMEs tell people to add; the rest comes along as their dependencies. */
const ADDED = [
  'models',
  'models-backend',
  'models-backend-module-mlflow',
  'catalog-backend-module-models',
  'search-backend-module-models',
  'ops-health',
  'ops-health-backend',
  'ops-health-backend-module-alertmanager',
  'ops-health-backend-module-aws',
  'ops-health-backend-module-direct',
  'ops-health-backend-module-kubernetes',
  'ops-health-backend-module-prometheus',
  'scorecards',
  'scorecards-backend',
  'scorecards-backend-module-catalog',
  'scorecards-backend-module-ci',
  'scorecards-backend-module-cloud',
  'scorecards-backend-module-kubernetes',
  'scorecards-backend-module-models',
  'scorecards-backend-module-ops-health',
  'scorecards-backend-module-tls',
  'golden-paths',
  'golden-paths-backend',
  'golden-paths-node',
  'scaffolder-backend-module-mlops',
];

/** Packs the families and unpacks them outside of the repository. */
export default async function globalSetup() {
  const directory = fs.mkdtempSync(
    path.join(fs.realpathSync(os.tmpdir()), 'portal-elsewhere-'),
  );
  process.env.PORTAL_ELSEWHERE = directory;
  process.once('exit', () =>
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5 }),
  );
  process.once('SIGTERM', () => process.exit(1));

  const workspaces = findWorkspaces();
  const family = withDependencies(
    ADDED.map(name => `@platform-ops/backstage-plugin-${name}`),
    workspaces,
  );
  const tarballs = await packTarballs({
    folders: [...family.values()],
    workspaces: [...workspaces.values()],
    directory,
  });
  for (const [folder, tarball] of tarballs) {
    const target = path.join(directory, 'installed', folder);
    fs.mkdirSync(target, { recursive: true });
    await runCommand('tar', ['-xzf', tarball, '--strip-components=1'], {
      cwd: target,
    });
  }
  const ours = new Map(
    [...family].map(([name, folder]) => [
      name,
      path.join(directory, 'installed', folder),
    ]),
  );
  for (const [name, folder] of family) {
    linkDependencies(ours.get(name)!, { folder, ours });
  }
}
