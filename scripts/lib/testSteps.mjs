import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './findChromium.mjs';
import { binDirectory, nodeTransform, root } from './paths.mjs';
import { recordServer } from './reportServers.mjs';

function tool(name) {
  return path.join(binDirectory, name);
}

function readReport(file) {
  return fs.existsSync(file)
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : undefined;
}

function countJest(file) {
  const report = readReport(file);
  return {
    passed: report?.numPassedTests ?? 0,
    failed:
      (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function countPlaywright(file) {
  const report = readReport(file);
  return {
    passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
    failed: (report?.stats.unexpected ?? 0) + (report?.errors.length ?? 0),
    skipped: report?.stats.skipped ?? 0,
  };
}

const browserStep = {
  count: countPlaywright,
  skipReason: () => {
    const chromium = findChromium();
    if (chromium) {
      const { stdout } = spawnSync(chromium, ['--version'], {
        encoding: 'utf8',
      });
      recordServer({ server: 'chromium', outcome: 'used', version: stdout });
      return undefined;
    }
    const reason = 'Chromium is not installed';
    recordServer({ server: 'chromium', outcome: 'skipped', reason });
    return reason;
  },
};

function runBrowser(env, args = []) {
  return { command: tool('playwright'), args: ['test', ...args], env };
}

/**
 * A step without `count` is one check, by its exit code. Two workers, each with a bounded heap, are
 * what a machine of two cores carries.
 */
export const testSteps = [
  {
    name: 'types',
    title: 'Types',
    run: () => ({
      command: tool('tsc'),
      args: [],
      env: { NODE_OPTIONS: '--max-old-space-size=6144' },
    }),
  },
  {
    name: 'api-reports',
    title: 'API reports',
    run: () => ({
      command: process.execPath,
      args: [path.join(root, 'scripts/api-reports.mjs'), '--check'],
    }),
  },
  {
    name: 'lint',
    title: 'Lint',
    run: () => ({ command: tool('backstage-cli'), args: ['repo', 'lint'] }),
  },
  {
    name: 'format',
    title: 'Formatting',
    run: () => ({
      command: tool('prettier'),
      args: ['--check', '--loglevel=warn', '.'],
    }),
  },
  {
    name: 'unit',
    title: 'Unit and integration tests',
    count: countJest,
    run: ({ report }) => ({
      command: process.execPath,
      args: [
        '--require',
        nodeTransform,
        path.join(root, 'scripts/withPostgresql.ts'),
        tool('backstage-cli'),
        'repo',
        'test',
        '--ci',
        '--watchAll=false',
        '--maxWorkers=2',
        '--workerIdleMemoryLimit=1200MB',
        '--json',
        `--outputFile=${report}`,
      ],
    }),
  },
  {
    ...browserStep,
    name: 'installs-elsewhere',
    title: 'Installs elsewhere',
    run: ({ report }) => ({
      command: tool('playwright'),
      args: ['test', '--config', 'scripts/installs-elsewhere'],
      env: { PORTAL_BROWSER_REPORT: report },
    }),
  },
  {
    ...browserStep,
    name: 'browser',
    title: 'Browser tests',
    run: ({ report }) => runBrowser({ PORTAL_BROWSER_REPORT: report }),
  },
  {
    ...browserStep,
    name: 'browser-apart',
    title: 'Browser tests, sandbox apart',
    run: ({ report }) =>
      runBrowser(
        {
          PORTAL_BROWSER_REPORT: report,
          PORTAL_TEST_SANDBOX: 'other-process',
        },
        ['--grep', '@journey'],
      ),
  },
];
