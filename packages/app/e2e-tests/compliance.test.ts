import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openBrowser, openEntity, signIn } from './support/portal';
import { verdictOf } from './support/scorecards';

const CONTROL = {
  entityRef: 'component:default/chest-xray-triage-service',
  frameworkId: 'secure-delivery',
  controlId: 'delivery-source',
};
const TAB =
  'default/component/chest-xray-triage-service/compliance?framework=secure-delivery&control=delivery-source';
const MINUTE = 60_000;

test('an exemption goes through two people, and everybody sees it', async ({
  browser,
  request,
}) => {
  test.setTimeout(6 * MINUTE);
  await expect
    .poll(() => verdictOf(request, 'owner', CONTROL), { timeout: 3 * MINUTE })
    .toBe('fail');

  const owner = await openBrowser(browser);
  await signIn(owner, 'owner');
  await openEntity(owner, TAB, 'Chest X-ray triage service');
  await owner.getByRole('button', { name: 'Request an exemption…' }).click();
  const form = owner.getByRole('dialog');
  await form
    .getByRole('textbox', { name: 'Why' })
    .fill('The repository moves to the new organisation in March');
  await expectAccessible(owner);
  await form.getByRole('button', { name: 'Request an exemption' }).click();
  await expect(form).toBeHidden();
  // Who asks does not decide.
  await expect(
    owner.getByRole('button', { name: /^Withdraw: / }),
  ).toBeVisible();
  await expect(owner.getByRole('button', { name: /^Approve: / })).toBeHidden();
  expect(await verdictOf(request, 'owner', CONTROL)).toBe('fail');

  const officer = await openBrowser(browser);
  await signIn(officer, 'compliance officer');
  await officer.goto('/compliance/approvals');
  await officer.getByRole('button', { name: /^Approve: / }).click();
  await expectAccessible(officer);
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: 'Approve' })
    .click();
  await expect(officer.getByRole('dialog')).toBeHidden();
  await expect
    .poll(() => verdictOf(request, 'compliance', CONTROL), {
      timeout: 2 * MINUTE,
    })
    .toBe('exempt');

  for (const role of ['viewer', 'reviewer'] as const) {
    const page = await openBrowser(browser);
    await signIn(page, role);
    await openEntity(page, TAB, 'Chest X-ray triage service');
    await expect(page.getByText(/^Exemption, in force until /)).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  }
});
