import { expect, type Browser, type Page } from '@playwright/test';

export type Role = 'owner' | 'reviewer' | 'compliance officer' | 'viewer';

/** The page of somebody with a browser of their own. */
export async function openBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Signs in as one of the sandbox's four people and waits for the home page. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: new RegExp(`\\b${role}$`, 'i') })
    .click();
  await expect(
    page.getByRole('heading', { name: /^Good (morning|afternoon|evening)/ }),
  ).toBeVisible();
}

/** The catalog reads the registry a moment after the portal is up. */
export async function openEntity(page: Page, path: string, title: string) {
  await expect(async () => {
    await page.goto(`/catalog/${path}`);
    await expect(
      page.getByRole('heading', { name: title, exact: true }),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}
