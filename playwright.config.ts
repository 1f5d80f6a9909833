import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/lib/findChromium.mjs';
import { testPorts } from './scripts/lib/testPorts.mjs';
import { testTokens } from './scripts/lib/testTokens.mjs';

const baseURL = `http://localhost:${testPorts.backend}`;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  outputDir: 'test-results',
  // One portal with one database serves all tests, and the machine may have two cores only.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    [
      'json',
      {
        outputFile:
          process.env.PORTAL_BROWSER_REPORT ?? '.portal/test/browser.json',
      },
    ],
  ],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // For tests that speak as a machine.
  metadata: {
    sandboxUrl: `http://127.0.0.1:${testPorts.sandbox}`,
    tokens: testTokens,
  },
  webServer: {
    command: 'node scripts/start-for-tests.mjs',
    url: `${baseURL}/.backstage/health/v1/readiness`,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
