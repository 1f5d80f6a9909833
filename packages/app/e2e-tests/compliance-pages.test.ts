import { expect, test, type APIRequestContext } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { headersOf, type PersonId } from './support/api';
import { takePicture } from './support/pictures';
import { openBrowser, openEntity, signIn } from './support/portal';
import { verdictOf } from './support/scorecards';

const SERVICE = 'component:default/chest-xray-triage-service';
const TAB = 'default/component/chest-xray-triage-service/compliance';
const TITLE = 'Chest X-ray triage service';
const CAMPAIGN = 'Nothing runs as root by the end of the quarter';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Wants of an owner more than the portal does: that more than one person stands behind it. */
const STRICTER = `apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: house, title: House rules }
spec:
  checks:
    - id: owner-exists
      title: A team owns it
      testedOn: [Backstage 1.55]
      tiers:
        - { verdict: pass, when: catalog.ownership.resolves && catalog.ownership.people > 1 }
      expected: an owner that more than one person stands behind
      actual: 'people: {string(catalog.ownership.people)}'
      fix: { text: Set spec.owner to a group of several people }
`;

async function post(
  request: APIRequestContext,
  person: PersonId,
  path: string,
  data: object = {},
) {
  const response = await request.post(`/api/scorecards${path}`, {
    headers: await headersOf(request, person),
    data,
  });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

function dateIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

test.describe('the pages of compliance', () => {
  /** Whose, and which path. */
  const undo: [PersonId, string][] = [];

  test.beforeAll(async ({ request }) => {
    test.setTimeout(5 * MINUTE);
    await expect
      .poll(
        () =>
          verdictOf(request, 'owner', {
            entityRef: SERVICE,
            frameworkId: 'secure-delivery',
            controlId: 'delivery-few-rights',
          }),
        { timeout: 3 * MINUTE },
      )
      .toBe('fail');
    const { id: campaignId } = await post(request, 'compliance', '/campaigns', {
      title: CAMPAIGN,
      frameworkId: 'secure-delivery',
      controls: ['delivery-few-rights', 'delivery-source'],
      ownerRef: 'group:default/compliance',
      dueOn: dateIn(30),
    });
    undo.push(['compliance', `/campaigns/${campaignId}/end`]);
    const { id: decisionId } = await post(request, 'owner', '/decisions', {
      kind: 'exemption',
      entityRef: SERVICE,
      frameworkId: 'secure-delivery',
      controlId: 'delivery-process',
      reason: 'The team writes its way of releasing down until the end of May',
      days: 60,
    });
    undo.push(['owner', `/decisions/${decisionId}/withdraw`]);
  });

  test.afterAll(async ({ request }) => {
    for (const [person, path] of undo.splice(0)) {
      await post(request, person, path);
    }
  });

  test('tell the officer how all stand, and what to decide', async ({
    page,
  }) => {
    test.setTimeout(5 * MINUTE);
    await signIn(page, 'compliance officer');

    await page.goto('/compliance');
    await expect(
      page.getByRole('link', { name: 'Diagnostic imaging' }).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance');

    await page.goto('/compliance/approvals');
    await expect(
      page.getByRole('button', { name: /^Approve: / }),
    ).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance-approvals');

    await page.goto('/compliance/campaigns');
    await page
      .getByRole('link', { name: `Open ${CAMPAIGN}` })
      .first()
      .click();
    await expect(
      page.getByRole('link', { name: 'Shop front' }).first(),
    ).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance-campaigns');

    const draw = new URLSearchParams({
      framework: 'production-readiness',
      control: 'ready-fenced',
      from: new Date(Date.now() - 90 * DAY).toISOString(),
      to: new Date().toISOString(),
      size: '3',
      seed: 'audit 2026',
    });
    await page.goto(`/compliance/evidence?${draw}`);
    await expect(page.getByText(/runs? as root/).first()).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance-evidence');

    await page.goto('/compliance/frameworks?try');
    await page.getByRole('textbox', { name: /^YAML of / }).fill(STRICTER);
    await page.getByRole('button', { name: /^Try/ }).click();
    const change = page.getByRole('region', { name: 'What would change' });
    await expect(change).toBeVisible({ timeout: MINUTE });
    await expectAccessible(page);
    await change.evaluate(element => element.scrollIntoView());
    await takePicture(page, 'compliance-what-if');
  });

  test('tell the owner how it stands, why, and how it stood', async ({
    browser,
    page,
  }) => {
    test.setTimeout(5 * MINUTE);
    await signIn(page, 'owner');

    await openEntity(
      page,
      'sandbox/model/chest-xray-triage',
      'chest-xray-triage',
    );
    const card = page.getByRole('region', { name: 'Compliance' });
    await expect(card.getByText(/Silver|Bronze/).first()).toBeVisible();
    await card.evaluate(element => element.scrollIntoView());
    await expectAccessible(page);
    await takePicture(page, 'compliance-card');

    await openEntity(
      page,
      `${TAB}?framework=secure-delivery&control=delivery-few-rights`,
      TITLE,
    );
    await expect(page.getByText('How to put it right').first()).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance-control');

    await openEntity(
      page,
      `${TAB}?framework=secure-delivery&view=time&from=now-10m&to=now`,
      TITLE,
    );
    await expect(
      page.getByRole('group', { name: 'It runs with few rights' }),
    ).toBeVisible();
    await expectAccessible(page);
    await takePicture(page, 'compliance-over-time');

    // Paper shows it light, whatever the screen shows.
    const paper = await openBrowser(browser);
    await signIn(paper, 'owner');
    await openEntity(paper, `${TAB}?framework=secure-delivery`, TITLE);
    await paper.emulateMedia({ media: 'print' });
    await expect(
      paper.getByText(/^Evidence for Secure delivery, version /),
    ).toBeVisible();
    await expect(paper.getByRole('navigation')).toBeHidden();
    await takePicture(paper, 'compliance-print');
  });
});
