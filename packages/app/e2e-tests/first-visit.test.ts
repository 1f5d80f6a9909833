import { expect, test } from '@playwright/test';

test('a first visit leads from the four people to the models', async ({
  page,
}) => {
  await page.goto('/');

  const people = page.getByRole('button', { name: /^Sign in as / });
  await expect(people).toHaveCount(4);
  for (const role of ['owner', 'reviewer', 'compliance officer', 'viewer']) {
    await expect(
      page.getByRole('button', { name: new RegExp(`, .*\\b${role}$`, 'i') }),
    ).toBeVisible();
  }

  await page.getByRole('button', { name: /, .*\bowner$/i }).click();
  await page.getByRole('link', { name: 'Models', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Models', exact: true }),
  ).toBeVisible();
});
