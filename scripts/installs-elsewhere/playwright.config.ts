import { defineConfig } from '@playwright/test';
import portal from '../../playwright.config';

export default defineConfig({
  ...portal,
  testDir: '.',
  testMatch: 'installsElsewhere.test.mts',
  outputDir: '../../test-results/installs-elsewhere',
  globalSetup: './globalSetup.mts',
  timeout: 120_000,
  webServer: undefined,
});
