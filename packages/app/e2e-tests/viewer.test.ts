import { expect, test } from '@playwright/test';
import { signIn } from './support/portal';

test('@journey a viewer is refused politely', async ({ page }) => {
  await signIn(page, 'viewer');
  await page.goto('/models');
  // Ten of the models read health information.
  await expect(page.getByRole('row')).toHaveCount(12);
  await expect(page.getByText('chest-xray-triage')).toHaveCount(0);

  await page.getByRole('link', { name: 'Registries' }).click();
  await expect(page.getByText('You may not see the registries')).toBeVisible();
  await expect(page.getByText('models.registry.read')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
  await expect(page.getByText(/\bat .*\.(ts|js):\d+/)).toHaveCount(0);

  await page.goto('/catalog/sandbox/model/chest-xray-triage');
  await expect(page.getByText('Entity not found')).toBeVisible();
  await expect(page.getByText('Imaging AI')).toHaveCount(0);
});
