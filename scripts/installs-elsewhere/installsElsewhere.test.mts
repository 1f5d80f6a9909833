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
  /** Whether they had the scaffolder before, and a golden path of their own. */
  hasScaffolder: boolean;
}>({
  hasScaffolder: [false, { option: true }],
  follow: async ({ hasScaffolder }, use, info) => {
    const portals: Portal[] = [];
    await use(async (...names) => {
      const portal = await Portal.create({
        directory: path.join(elsewhere, `portal-${info.testId}`),
        ours: new Map(
          installed.map(folder => [readManifest(folder).name, folder]),
        ),
        readmes: names.map(readmeOf),
        before: hasScaffolder ? scaffolder : undefined,
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

const scaffolder = path.join(import.meta.dirname, 'scaffolder');
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

test('the READMEs of golden paths ask the same of a backend', () => {
  const pages = readmeOf('golden-paths');
  const { 'packages/app/src/App.tsx': _, ...files } = pages.files;
  expect(readmeOf('golden-paths-backend')).toEqual({
    packages: { ...pages.packages, app: [] },
    files,
  });
});

test.describe('with the scaffolder', () => {
  test.use({ hasScaffolder: true });

  test('a backend has the actions of golden paths', async ({ follow }) => {
    const portal = await follow('scaffolder-backend-module-mlops');
    await portal.start();
    await answer(portal, '/api/scaffolder/v2/actions').toMatchObject({
      status: 200,
      body: expect.arrayContaining([
        expect.objectContaining({ id: 'golden-path:record' }),
        expect.objectContaining({ id: 'kfp:run:create' }),
      ]),
    });
  });

  test('an app makes something by a golden path', async ({ follow, page }) => {
    const portal = await follow('golden-paths');
    await portal.buildApp();
    await portal.start();
    await answer(portal, '/api/golden-paths/paths', {}).toMatchObject({
      status: 401,
    });
    await answer(portal, '/api/golden-paths/paths').toMatchObject({
      status: 200,
      body: { items: [{ templateRef: 'template:default/small-service' }] },
    });

    await page.context().setExtraHTTPHeaders(portal.headers);
    await page.goto(portal.url);
    page.once('dialog', dialog => dialog.accept());
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'Create', exact: true }).click();
    await page.getByRole('button', { name: 'Choose Small service' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('night-owl');
    await expect(page.getByText('The name is free')).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    const files = page.getByRole('navigation', {
      name: 'Files that would be made',
    });
    // The path's own, the shared one, and what tells where they came from.
    for (const file of ['README.md', 'catalog-info.yaml', 'path.yaml']) {
      await expect(files.getByRole('button', { name: file })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const made = page.getByRole('link', { name: 'The service' });
    await expect(made).toBeVisible();
    await answer(
      portal,
      '/api/catalog/entities/by-name/component/default/night-owl',
    ).toMatchObject({ status: 200 });
    await made.click();
    await expect(
      page.getByRole('heading', { name: 'Golden path' }),
    ).toBeVisible();
    await expect(page.getByText('1.2.0').first()).toBeVisible();
    await page
      .getByRole('link', { name: 'Open the repository night-owl' })
      .click();
    await expect(
      page.getByRole('button', { name: 'catalog-info.yaml' }),
    ).toBeVisible();
    await page.goBack();
    await page.getByRole('link', { name: 'Pipelines', exact: true }).click();
    await expect(
      page.getByText('Nothing is known to run for it'),
    ).toBeVisible();
  });
});
