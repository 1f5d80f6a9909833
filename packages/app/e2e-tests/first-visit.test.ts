import { expect, test } from '@playwright/test';
import { openEntity, signIn } from './support/portal';

test.describe('@journey a first visit', () => {
  test('leads from the four people to the versions, metrics and card of a model', async ({
    page,
  }) => {
    await page.goto('/');
    for (const role of ['owner', 'reviewer', 'compliance officer', 'viewer']) {
      await expect(
        page.getByRole('button', { name: new RegExp(`\\b${role}$`, 'i') }),
      ).toBeVisible();
    }
    await expect(page.getByText('Sandbox: simulated data')).toBeVisible();

    await signIn(page, 'owner');
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await expect(page.getByRole('row')).toHaveCount(22);
    await openEntity(
      page,
      'sandbox/model/chest-xray-triage',
      'chest-xray-triage',
    );
    await expect(
      page.getByText(/v14 in production since before .* · v15 canary/),
    ).toBeVisible();
    await expect(
      page.getByText('models:/chest-xray-triage@champion'),
    ).toBeVisible();

    await page.getByRole('link', { name: 'Model card' }).click();
    await expect(
      page.getByRole('heading', { name: /limitations/i }).first(),
    ).toBeVisible();

    await page.getByRole('link', { name: 'Versions', exact: true }).click();
    await page.getByRole('button', { name: 'v15', exact: true }).click();
    const detail = page.getByRole('dialog');
    await expect(
      detail.getByText('models:/chest-xray-triage/15'),
    ).toBeVisible();
    await expect(detail.getByText('learning_rate')).toBeVisible();
    await expect(detail.getByText(/^auc/).first()).toBeVisible();
  });

  test('compares two versions only where they can be compared', async ({
    page,
  }) => {
    await signIn(page, 'owner');
    await openEntity(
      page,
      'sandbox/model/chest-xray-triage/versions',
      'chest-xray-triage',
    );
    for (const version of ['14', '15']) {
      await page
        .getByRole('checkbox', { name: new RegExp(`\\bv?${version}\\b`) })
        .check({ force: true });
    }
    await page.getByRole('button', { name: /^Compare/ }).click();
    await expect(page).toHaveURL(/compare=14%2C15/);
    const auc = page.getByRole('figure').filter({ hasText: /^auc/ });
    await expect(auc).toContainText('higher is better');
    await expect(auc).toContainText('n = ');
    await expect(auc.getByText('best')).toHaveCount(1);
    await expect(page.getByText('not comparable')).toBeVisible();
  });

  test('finds a model by filters that stay in the address, and by search', async ({
    page,
  }) => {
    await signIn(page, 'owner');
    await page.goto('/models');
    await page
      .getByRole('checkbox', { name: /no owner/i })
      .check({ force: true });
    await expect(page).toHaveURL(/owner=none/);
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.reload();
    await expect(
      page.getByRole('row', { name: /execution-cost-model/ }),
    ).toBeVisible();

    await page.goto('/models?stage=canary');
    await expect(page.getByRole('row', { name: /canary/ })).not.toHaveCount(0);

    await expect(async () => {
      await page.goto('/search?query=retinopathy');
      await expect(
        page.getByRole('link', { name: 'diabetic-retinopathy-grading' }),
      ).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 90_000 });
  });
});
