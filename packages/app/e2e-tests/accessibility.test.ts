import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openEntity, signIn } from './support/portal';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`pages in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('have no serious accessibility findings', async ({ page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: /owner/i }).waitFor();
      await expectAccessible(page);

      await signIn(page, 'owner');
      await expect(page.getByText('My models')).toBeVisible();
      await expectAccessible(page);

      await page.goto('/models');
      await expect(page.getByRole('row')).toHaveCount(22);
      await expectAccessible(page);

      await page.goto('/models/registries');
      await page.getByRole('button', { name: 'Sync now' }).waitFor();
      await expectAccessible(page);

      const model = 'sandbox/model/chest-xray-triage';
      await openEntity(page, model, 'chest-xray-triage');
      // The graph is upstream's, and a table beside it says the same.
      await expectAccessible(page, ['svg']);
      for (const path of ['versions', 'versions?compare=14,15', 'card']) {
        await page.goto(`/catalog/${model}/${path}`);
        await page
          .getByRole('heading', { name: 'chest-xray-triage', exact: true })
          .waitFor();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
    });
  });
}
