import { expect, test, type Page } from '@playwright/test';
import { openEntity } from './support/portal';

/** Presses Tab until the focus is on what is looked for. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return (
        element?.getAttribute('aria-label') ||
        element?.closest('label')?.textContent ||
        element?.textContent ||
        ''
      );
    });
    if (name.test(focused)) {
      return;
    }
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test('the way from signing in to a version needs no mouse', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: /owner/i }).waitFor();
  await tabTo(page, /owner/i);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Good / }).waitFor();

  await tabTo(page, /^Models$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/models$/);
  await page.getByRole('row', { name: /ct-stroke-detection/ }).waitFor();
  await tabTo(page, /^ct-stroke-detection/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/model\/ct-stroke-detection/);

  await openEntity(
    page,
    'sandbox/model/ct-stroke-detection',
    'ct-stroke-detection',
  );
  await tabTo(page, /^Versions$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'v8', exact: true }).waitFor();
  await tabTo(page, /^v8$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
