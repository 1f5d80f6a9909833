// Starts a portal for the browser tests: the built app, served by the backend on one port of its own,
// with an empty database in memory. Builds the app first if its sources changed since the last build.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  binDirectory,
  nodeTransform,
  root,
  stateDirectory,
} from './lib/paths.mjs';
import { describeTakenPorts } from './lib/ports.mjs';
import { onStopSignal, ProcessGroup } from './lib/ProcessGroup.mjs';
import { testPorts } from './lib/testPorts.mjs';
import { testTokens } from './lib/testTokens.mjs';

const app = path.join(root, 'packages/app');
const sandboxToken = testTokens.sandbox;
const sandboxUrl = `http://127.0.0.1:${testPorts.sandbox}`;
// And the one after it.
const tlsPort = testPorts.sandbox + 1;
// The sandbox is reached over HTTP only, so it may as well run elsewhere.
const inOtherProcess = process.env.PORTAL_TEST_SANDBOX === 'other-process';

function startSandbox(dataDirectory) {
  return ProcessGroup.start(
    process.execPath,
    [
      '--require',
      nodeTransform,
      path.join(root, 'plugins/sandbox-backend/dev/serve.ts'),
      '--port',
      String(testPorts.sandbox),
      '--tls-port',
      String(tlsPort),
      '--authority-file',
      path.join(dataDirectory, 'sandbox-authority.pem'),
      '--new-version-seconds',
      '86400',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PORTAL_SANDBOX_TOKEN: sandboxToken },
    },
  );
}

/** Inside dist, so that any other build, such as the production bundle's, removes it. */
const stamp = path.join(app, 'dist/.built-for-tests');

function newestChange(folders) {
  let newest = 0;
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder, {
      recursive: true,
      withFileTypes: true,
    })) {
      if (entry.isFile()) {
        const { mtimeMs } = fs.statSync(
          path.join(entry.parentPath, entry.name),
        );
        newest = Math.max(newest, mtimeMs);
      }
    }
  }
  return newest;
}

function isBuilt() {
  if (!fs.existsSync(stamp)) {
    return false;
  }
  const plugins = path.join(root, 'plugins');
  const sources = fs
    .readdirSync(plugins)
    .map(name => path.join(plugins, name, 'src'))
    .filter(folder => fs.existsSync(folder));
  const changed = Math.max(
    newestChange([...sources, path.join(app, 'src'), path.join(app, 'public')]),
    ...['yarn.lock', 'app-config.yaml'].map(
      file => fs.statSync(path.join(root, file)).mtimeMs,
    ),
  );
  return changed < fs.statSync(stamp).mtimeMs;
}

function build() {
  process.stdout.write('Building the app …\n');
  const { status } = spawnSync(
    path.join(binDirectory, 'backstage-cli'),
    ['package', 'build'],
    { cwd: app, stdio: 'inherit' },
  );
  if (status !== 0) {
    throw new Error(`The app could not be built (exit code ${status}).`);
  }
  fs.writeFileSync(stamp, '');
}

async function main() {
  const problems = await describeTakenPorts([
    {
      port: testPorts.backend,
      use: "browser tests' portal",
      key: 'PORTAL_TEST_BACKEND_PORT',
    },
    {
      port: testPorts.sandbox,
      use: "browser tests' sandbox",
      key: 'PORTAL_TEST_SANDBOX_PORT',
    },
  ]);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  if (!isBuilt()) {
    build();
  }

  const url = `http://localhost:${testPorts.backend}`;
  fs.mkdirSync(stateDirectory, { recursive: true });
  const dataDirectory = fs.mkdtempSync(path.join(stateDirectory, 'test-data-'));
  const sandbox = inOtherProcess ? startSandbox(dataDirectory) : undefined;
  const portal = ProcessGroup.start(
    process.execPath,
    [
      '--enable-source-maps',
      '--require',
      nodeTransform,
      path.join(root, 'packages/backend/src/index.ts'),
      '--config',
      path.join(root, 'app-config.yaml'),
    ],
    {
      cwd: path.join(root, 'packages/backend'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        PORTAL_DATA_DIR: dataDirectory,
        PORTAL_SANDBOX_TOKEN: sandboxToken,
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_listen_port: String(testPorts.backend),
        APP_CONFIG_backend_listen_host: JSON.stringify('localhost'),
        APP_CONFIG_backend_cors_origin: JSON.stringify(url),
        APP_CONFIG_backend_database_connection: JSON.stringify(':memory:'),
        // A list takes the place of the whole list: that of the sandbox, and a pipeline's as packages/cli says.
        APP_CONFIG_backend_auth_externalAccess: JSON.stringify([
          {
            type: 'static',
            options: { token: sandboxToken, subject: 'sandbox-evaluation' },
            accessRestrictions: [
              { plugin: 'ops-health', permission: 'ops-health.quality.report' },
              { plugin: 'scorecards', permission: 'scorecards.result.report' },
            ],
          },
          {
            type: 'static',
            options: { token: testTokens.pipeline, subject: 'pipelines' },
            accessRestrictions: [
              {
                plugin: 'scorecards',
                permission: [
                  'scorecards.verdict.preview',
                  'catalog.entity.read',
                  'scorecards.scorecard.read',
                  'scorecards.result.report',
                ],
              },
            ],
          },
        ]),
        APP_CONFIG_sandbox_port: String(testPorts.sandbox),
        APP_CONFIG_sandbox_tlsPort: String(tlsPort),
        APP_CONFIG_scorecards_tls_endpoints: JSON.stringify([
          {
            entity: 'component:default/chest-xray-triage-service',
            endpoints: [`localhost:${tlsPort}`],
          },
          {
            entity: 'component:default/retinopathy-service',
            endpoints: [`localhost:${tlsPort + 1}`],
          },
        ]),
        APP_CONFIG_sandbox_newVersionEvery: JSON.stringify({ hours: 24 }),
        ...(inOtherProcess && {
          APP_CONFIG_sandbox_url: JSON.stringify(sandboxUrl),
        }),
        APP_CONFIG_models_registries_sandbox_url: JSON.stringify(sandboxUrl),
        APP_CONFIG_goldenPaths_connections_pipelines_sandbox_url:
          JSON.stringify(`${sandboxUrl}/kfp`),
        APP_CONFIG_goldenPaths_connections_registries_sandbox_url:
          JSON.stringify(sandboxUrl),
        APP_CONFIG_opsHealth_sources_sandbox_serviceDiscovery: JSON.stringify([
          { url: `${sandboxUrl}/metrics/sd`, token: sandboxToken },
        ]),
        APP_CONFIG_kubernetes_clusterLocatorMethods: JSON.stringify([
          {
            type: 'config',
            clusters: [
              {
                name: 'sandbox',
                url: `${sandboxUrl}/k8s`,
                authProvider: 'serviceAccount',
                serviceAccountToken: sandboxToken,
              },
            ],
          },
        ]),
      },
    },
  );
  onStopSignal(() => portal.stop());
  const { code } = await portal.exited;
  await sandbox?.stop();
  fs.rmSync(dataDirectory, { recursive: true, force: true });
  return code ?? 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
