import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { headersOf } from './support/api';
import { takePicture } from './support/pictures';
import { openEntity, signIn } from './support/portal';

test.use({ actionTimeout: 20_000 });

const MINUTE = 60_000;
const NAME = 'night-triage';
const TITLE = 'Triage at night';
const ENTITY = `component:default/${NAME}`;

/** Upstream's frame of the page Create. */
const UPSTREAM_CREATE = [
  '[role="tablist"]',
  '.MuiStepper-root',
  '.MuiTypography-root',
];

async function choose(
  page: Page,
  field: RegExp,
  typed: string,
  option: RegExp,
) {
  const box = page.getByRole('combobox', { name: field }).first();
  await box.click();
  await box.fill(typed);
  await page.getByRole('option', { name: option }).first().click();
  // Upstream's list opens again for what was chosen.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
}

async function describeService(page: Page) {
  await page.getByRole('textbox', { name: /^Name/ }).fill(NAME);
  await expect(page.getByText('The name is free')).toBeVisible();
  await page.getByRole('textbox', { name: /^Title/ }).fill(TITLE);
  await page
    .getByRole('textbox', { name: /^Description/ })
    .fill('Puts urgent chest radiographs of the night first.');
  await choose(page, /Owner/, 'imaging', /imaging/i);
  await choose(page, /System/, 'diagnostic', /diagnostic/i);
  await choose(page, /^Model/, 'chest', /chest-xray-triage/i);
  await choose(page, /^Data/, 'chest', /chest/i);
}

async function next(page: Page) {
  await page.getByRole('button', { name: 'Next' }).click();
}

test('a newcomer gets from Create to a new service with its pipeline, health and evidence', async ({
  page,
  request,
}) => {
  test.setTimeout(8 * MINUTE);
  await signIn(page, 'owner');
  await page.getByRole('link', { name: 'Create', exact: true }).click();
  const card = page.getByRole('region', {
    name: 'Diagnostic model deployment',
  });
  await expect(card).toContainText('about 15 minutes to the end');
  await expect(card).toContainText('evidence for 6 controls');
  await takePicture(page, 'create');
  await card.getByRole('button', { name: /^Choose/ }).click();

  // A name that is taken is said while it is typed.
  await page
    .getByRole('textbox', { name: /^Name/ })
    .fill('chest-xray-triage-service');
  await expect(
    page.getByText(/has component:default\/chest-xray-triage-service already/),
  ).toBeVisible();
  await describeService(page);
  await takePicture(page, 'create-form');
  await next(page);

  // The version in production is offered first; its digest is the registry's.
  await expect(page.getByText(/^sha256:[0-9a-f]{64}$/)).toBeVisible();
  const address = page.getByRole('textbox', { name: /^Address/ });
  if (await address.isVisible()) {
    await address.fill('s3://models/chest-xray-triage/14');
  }
  await next(page);
  // Where there is one of a kind, it is chosen.
  await expect(
    page.getByRole('button', { name: /Training pipeline/ }),
  ).toContainText('Sandbox pipelines');
  await expect(page.getByRole('combobox', { name: 'Cluster' })).toHaveValue(
    /sandbox/i,
  );
  await next(page);

  await expect(
    page.getByText(/\d+ files, .* Nothing has been made yet/),
  ).toBeVisible({
    timeout: MINUTE,
  });
  await takePicture(page, 'create-preview');
  await page.getByRole('button', { name: '20-inference-service.yaml' }).click();
  await expect(page.getByText('platformops.io/artifact-digest')).toBeVisible();
  await expectAccessible(page, UPSTREAM_CREATE);
  const before = await request.get(
    `/api/catalog/entities/by-name/component/default/${NAME}`,
    { headers: await headersOf(request, 'owner') },
  );
  expect(before.status()).toBe(404);

  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const service = page.getByRole('link', {
    name: 'The service in the catalog',
  });
  await expect(service).toBeVisible({ timeout: 3 * MINUTE });
  await takePicture(page, 'create-task');

  await page.getByRole('link', { name: 'Repository', exact: true }).click();
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByText('git clone', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'repository');

  await openEntity(page, `default/component/${NAME}/pipelines`, TITLE);
  const run = page.getByRole('listitem', { name: /^night-triage-first/ });
  await expect(run).toContainText('succeeded');
  for (const step of ['train-model', 'gate', 'register-model']) {
    await expect(run).toContainText(step);
  }
  await expectAccessible(page);
  await takePicture(page, 'pipelines');

  await openEntity(page, `default/component/${NAME}/health`, TITLE);
  await expect(page.getByText('Objectives').first()).toBeVisible({
    timeout: 2 * MINUTE,
  });
  await expect(page.getByText('healthy').first()).toBeVisible({
    timeout: 3 * MINUTE,
  });

  // What only people can say is not said for them.
  await expect
    .poll(
      async () => {
        const response = await request.get(
          `/api/scorecards/scorecards?entityRef=${ENTITY}`,
          { headers: await headersOf(request, 'owner') },
        );
        const { items } = await response.json();
        return items
          ?.find(
            (item: { frameworkId: string }) =>
              item.frameworkId === 'hipaa-security',
          )
          ?.controls.find(
            (control: { id: string }) =>
              control.id === 'hipaa-164.308.a.1.ii.c',
          )?.verdict;
      },
      { timeout: 3 * MINUTE },
    )
    .toBe('not-evaluated');
  await openEntity(page, `default/component/${NAME}/compliance`, TITLE);
  await expect(
    page.getByText('HIPAA Security Rule, technical evidence').first(),
  ).toBeVisible();
});
