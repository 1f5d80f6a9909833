import {
  expect,
  test,
  type APIRequestContext,
  type Locator,
  type Page,
} from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openBrowser, openEntity, signIn } from './support/portal';
import { patchPods } from './support/sandbox';
import { verdictOf, type ControlAddress } from './support/scorecards';

const DEPLOYMENT = 'imaging/chest-xray-triage-service-predictor';
const CHECK = 'Its programs do not run as root';
const MINUTE = 60_000;
/** Where a run had already begun, the next one sees the change: one in two minutes. */
const COLLECTED = 3 * MINUTE;

/** The service, and the model that it serves: what is mended there is mended for both. */
const SERVICE = {
  entityRef: 'component:default/chest-xray-triage-service',
  frameworkId: 'secure-delivery',
  controlId: 'delivery-few-rights',
  title: 'Chest X-ray triage service',
  control: 'It runs with few rights',
};
const MODEL = {
  entityRef: 'model:sandbox/chest-xray-triage',
  frameworkId: 'production-readiness',
  controlId: 'ready-fenced',
  title: 'chest-xray-triage',
  control: 'It is fenced in',
};

async function waitForVerdict(
  request: APIRequestContext,
  address: ControlAddress,
  verdict: string,
) {
  await expect
    .poll(() => verdictOf(request, 'owner', address), { timeout: 3 * MINUTE })
    .toBe(verdict);
}

async function openControl(page: Page, subject: typeof SERVICE) {
  const { entityRef, frameworkId, controlId, title, control } = subject;
  const [kind, namespace, name] = entityRef.split(/[:/]/);
  await openEntity(
    page,
    `${namespace}/${kind}/${name}/compliance?framework=${frameworkId}&control=${controlId}`,
    title,
  );
  return page.getByRole('listitem').filter({
    has: page.getByRole('button', { name: new RegExp(`^${control}`) }),
  });
}

/** What it was, the newest first. */
function historyOf(control: Locator) {
  return control.getByRole('region', { name: 'History' }).getByRole('listitem');
}

function latestOf(control: Locator) {
  return historyOf(control).first();
}

async function collectFromClusters(page: Page) {
  const collector = page.getByRole('region', { name: 'Kubernetes clusters' });
  await collector.getByRole('button', { name: 'Collect now' }).click();
  await expect(
    page.getByText('Kubernetes clusters is being asked').first(),
  ).toBeVisible();
}

test('a failing control leads to its fix, and turns green', async ({
  browser,
  page,
  request,
}) => {
  test.setTimeout(8 * MINUTE);
  for (const subject of [SERVICE, MODEL]) {
    await waitForVerdict(request, subject, 'fail');
  }

  await signIn(page, 'owner');
  const service = await openControl(page, SERVICE);
  const check = service.getByRole('region', { name: CHECK });
  await expect(check).toContainText(
    'every container says that it does not run as root',
  );
  await expect(check).toContainText(
    `1 of 1 containers may run as root: sandbox: Deployment ${DEPLOYMENT}`,
  );
  await expect(check).toContainText('How to put it right');
  await expect(check).toContainText('securityContext.runAsNonRoot');
  await expect(check.getByRole('link', { name: 'Read more' })).toHaveAttribute(
    'href',
    /^https:\/\/kubernetes\.io\//,
  );
  await expect(latestOf(service)).toContainText(
    /to now.*fail.*may run as root/,
  );
  await expectAccessible(page);

  const modelPage = await openBrowser(browser);
  await signIn(modelPage, 'owner');
  const model = await openControl(modelPage, MODEL);
  await expect(model.getByRole('region', { name: CHECK })).toContainText(
    'How to put it right',
  );

  const collectors = await openBrowser(browser);
  await signIn(collectors, 'owner');
  await collectors.goto('/compliance/collectors');

  await patchPods(request, DEPLOYMENT, {
    securityContext: { runAsNonRoot: true, runAsUser: 1000 },
  });
  try {
    await collectFromClusters(collectors);
    // Both pages say so by themselves, and why it changed.
    await expect(check).toContainText('0 of 1 containers may run as root', {
      timeout: COLLECTED,
    });
    await expect(check).not.toContainText('How to put it right');
    await expect(latestOf(service)).toContainText(/to now.*pass/, {
      timeout: COLLECTED,
    });
    await expect(historyOf(service).nth(1)).toContainText(
      /fail.*may run as root/,
    );
    await expect(latestOf(model)).toContainText(/to now.*pass/, {
      timeout: COLLECTED,
    });
    await expectAccessible(page);
  } finally {
    await patchPods(request, DEPLOYMENT, {
      securityContext: { runAsNonRoot: null, runAsUser: null },
    });
  }
  // What comes undone shows just as well.
  await collectFromClusters(collectors);
  await expect(latestOf(service)).toContainText(
    /to now.*fail.*may run as root/,
    {
      timeout: COLLECTED,
    },
  );
});
