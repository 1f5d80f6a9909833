import fs from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { findUndeclared } from './findUndeclared.mts';
import { Portal } from './Portal.mts';
import { readReadme } from './readReadme.mts';
import { readManifest } from './workspaces.mts';

const test = base.extend<{
  /** Makes a portal by the READMEs of some packages. */
  follow: (...names: string[]) => Promise<Portal>;
}>({
  follow: async ({}, use, info) => {
    const portals: Portal[] = [];
    await use(async (...names) => {
      const portal = await Portal.create({
        directory: path.join(elsewhere, `portal-${info.testId}`),
        ours: new Map(
          installed.map(folder => [readManifest(folder).name, folder]),
        ),
        readmes: names.map(readmeOf),
      });
      portals.push(portal);
      return portal;
    });
    for (const portal of portals) {
      await portal.stop();
      if (info.status !== info.expectedStatus) {
        process.stderr.write(portal.output.replace(/^.*info.*\n/gm, ''));
      }
    }
  },
});

/** Set by globalSetup. */
const elsewhere = process.env.PORTAL_ELSEWHERE!;
const installed = ['packages', 'plugins'].flatMap(parent =>
  fs
    .readdirSync(path.join(elsewhere, 'installed', parent))
    .map(name => path.join(elsewhere, 'installed', parent, name)),
);

function readmeOf(name: string) {
  return readReadme(path.join(elsewhere, 'installed/plugins', name));
}

/** As many as the sandbox has. */
const MODELS = 21;

/** Asks until the answer is as expected. */
function answer(
  portal: Portal,
  address: string,
  headers?: Record<string, string>,
) {
  return expect.poll(() => portal.get(address, headers), {
    intervals: [200],
    timeout: 45_000,
  });
}

async function expectModels(portal: Portal) {
  const models = { status: 200, body: { totalItems: MODELS } };
  await answer(portal, '/api/models/models').toMatchObject(models);
  await answer(
    portal,
    '/api/catalog/entities/by-query?filter=kind=model',
  ).toMatchObject(models);
}

test('each tarball declares what it imports and holds what it declares', () => {
  expect(installed.flatMap(findUndeclared)).toEqual([]);
});

test('the READMEs of the registry, the backend and the catalog module ask for the same', () => {
  const readme = readmeOf('models-backend');
  expect(readme.packages.backend).toHaveLength(3);
  expect(readmeOf('models-backend-module-mlflow')).toEqual(readme);
  expect(readmeOf('catalog-backend-module-models')).toEqual(readme);
});

test('a backend has the models and their entities', async ({ follow }) => {
  const portal = await follow('models-backend');
  await portal.start();
  await answer(portal, '/api/models/models', {}).toMatchObject({ status: 401 });
  await expectModels(portal);
});

test('a backend finds models by search', async ({ follow }) => {
  const portal = await follow('models-backend', 'search-backend-module-models');
  await portal.start();
  await answer(portal, '/api/search/query?term=stroke').toMatchObject({
    status: 200,
    body: {
      results: [{ type: 'models', document: { title: 'ct-stroke-detection' } }],
    },
  });
});

test('an app shows the models', async ({ follow, page }) => {
  const portal = await follow('models', 'models-backend');
  await portal.buildApp();
  await portal.start();
  await expectModels(portal);

  await page.context().setExtraHTTPHeaders(portal.headers);
  await page.goto(portal.url);
  // Whether a guest may come without a token: the test's own stands in for it.
  page.once('dialog', dialog => dialog.accept());
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('row')).toHaveCount(MODELS + 1);
  await page.getByRole('link', { name: 'ct-stroke-detection' }).click();
  await expect(
    page.getByRole('link', { name: 'Versions', exact: true }),
  ).toBeVisible();
});

const SOURCE = {
  id: 'main',
  role: 'metrics',
  type: 'prometheus',
};

for (const type of ['alertmanager', 'aws', 'direct']) {
  test(`a backend has a source of the type ${type}`, async ({ follow }) => {
    const portal = await follow(`ops-health-backend-module-${type}`);
    await portal.start();
    await answer(portal, '/api/ops-health/sources', {}).toMatchObject({
      status: 401,
    });
    await answer(portal, '/api/ops-health/sources').toMatchObject({
      status: 200,
      body: {
        items: expect.arrayContaining([expect.objectContaining({ type })]),
      },
    });
  });
}

test('an app shows ops health', async ({ follow, page }) => {
  const portal = await follow('ops-health', 'ops-health-backend');
  await portal.buildApp();
  await portal.start();
  await answer(portal, '/api/ops-health/sources').toMatchObject({
    status: 200,
    body: { items: [SOURCE] },
  });

  await page.context().setExtraHTTPHeaders(portal.headers);
  await page.goto(portal.url);
  page.once('dialog', dialog => dialog.accept());
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Health', exact: true }).click();
  await page.getByRole('link', { name: 'Sources' }).click();
  await expect(
    page.getByRole('heading', { name: 'main', exact: true }),
  ).toBeVisible();
});

for (const [collector, ...readmes] of [
  ['models', 'models', 'ops-health'],
  ['ci', 'ci'],
  ['cloud', 'cloud'],
  ['tls', 'tls'],
]) {
  test(`a backend has the collector ${collector}`, async ({ follow }) => {
    const portal = await follow(
      ...readmes.map(name => `scorecards-backend-module-${name}`),
    );
    await portal.start();
    await answer(portal, '/api/scorecards/collectors', {}).toMatchObject({
      status: 401,
    });
    await answer(portal, '/api/scorecards/collectors').toMatchObject({
      status: 200,
      body: {
        items: expect.arrayContaining([
          expect.objectContaining({ id: collector }),
        ]),
      },
    });
  });
}

test('a backend without clusters says what it cannot know of them', async ({
  follow,
}) => {
  const portal = await follow('scorecards-backend-module-kubernetes');
  await portal.start();
  await answer(portal, '/api/scorecards/frameworks').toMatchObject({
    status: 200,
    body: {
      items: expect.arrayContaining([
        expect.objectContaining({ id: 'secure-delivery' }),
      ]),
    },
  });
});

test('an app shows scorecards', async ({ follow, page }) => {
  const portal = await follow(
    'scorecards',
    'scorecards-backend-module-catalog',
  );
  await portal.buildApp();
  await portal.start();
  await answer(portal, '/api/scorecards/collectors').toMatchObject({
    status: 200,
    body: { items: [expect.objectContaining({ id: 'catalog' })] },
  });

  await page.context().setExtraHTTPHeaders(portal.headers);
  await page.goto(portal.url);
  page.once('dialog', dialog => dialog.accept());
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'Compliance', exact: true }).click();
  await page.getByRole('link', { name: 'Frameworks' }).click();
  await expect(
    page.getByRole('link', { name: 'All controls of Secure delivery' }),
  ).toBeVisible();
});
