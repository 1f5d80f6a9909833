import { expect, test, type APIRequestContext } from '@playwright/test';
import { headersOf } from './support/api';
import { expectAccessible } from './support/accessibility';
import { openEntity, signIn } from './support/portal';

const ENTITY = 'component:default/shop-front';
const MINUTE = 60_000;

async function read(request: APIRequestContext, path: string) {
  const response = await request.get(`/api/ops-health${path}`, {
    headers: await headersOf(request, 'owner'),
  });
  return response.json();
}

async function stateOf(request: APIRequestContext): Promise<string> {
  return (await read(request, `/health?entityRef=${ENTITY}`)).state;
}

test('a fault turns the right card red, with the reason', async ({
  page,
  request,
}) => {
  test.setTimeout(8 * MINUTE);
  const headers = await headersOf(request, 'owner');
  await expect
    .poll(() => stateOf(request), { timeout: 2 * MINUTE })
    .toBe('good');
  // The past of the hour that the objective is judged by.
  await expect
    .poll(
      async () => {
        const { items } = await read(request, `/slos?entityRef=${ENTITY}`);
        return items.map((slo: { name: string; state: string }) =>
          [slo.name, slo.state].join(' '),
        );
      },
      { timeout: MINUTE },
    )
    .toContain('availability clear');

  await signIn(page, 'owner');
  await openEntity(page, 'default/component/shop-front', 'Shop front');
  const card = page.getByRole('region', { name: 'Health' });
  await expect(card.getByText('healthy').first()).toBeVisible();

  const started = await request.post('/api/sandbox/faults/error-burst', {
    headers,
    data: {},
  });
  expect(started.status()).toBe(201);
  try {
    // The samples that were scraped show it first.
    await expect
      .poll(
        async () => {
          const to = new Date();
          const { series } = await read(
            request,
            `/health/series?entityRef=${ENTITY}&indicator=error-ratio&points=20&from=${new Date(
              to.getTime() - 5 * MINUTE,
            ).toISOString()}&to=${to.toISOString()}`,
          );
          return Math.max(
            ...(series[0]?.points ?? []).map(
              ([, value]: [number, number | null]) => value ?? 0,
            ),
          );
        },
        { timeout: 3 * MINUTE, intervals: [5000] },
      )
      .toBeGreaterThan(0.05);

    // The page says so by itself, within a minute of the limit: a minute of 30 % is 5 times the budget of an hour.
    await expect(card.getByText('bad').first()).toBeVisible({
      timeout: 6 * MINUTE,
    });
    await expect(
      card.getByText(/The error budget burned [\d.]+ times as fast as it may/),
    ).toBeVisible();
    const { items } = await read(request, `/slos?entityRef=${ENTITY}`);
    const { pairs } = items.find(
      ({ name }: { name: string }) => name === 'availability',
    );
    expect(pairs[0].longBurnRate).toBeGreaterThan(14.4);
    expect(pairs[0].longBurnRate).toBeLessThan(14.4 + 2 * 5);

    // The right one, and no other.
    const { items: bad } = await read(request, '/health/list?state=bad');
    expect(
      bad.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual([ENTITY]);
    await page.goto('/health');
    await expect(page.getByRole('link', { name: 'Shop front' })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await request.delete('/api/sandbox/faults/error-burst', { headers });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 640]) {
    test.describe(`pages of health in ${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('fit, and have no serious accessibility findings', async ({
        page,
      }) => {
        test.setTimeout(2 * MINUTE);
        await signIn(page, 'owner');
        for (const path of [
          '/health',
          '/health/slos',
          '/health/sources',
          '/catalog/default/component/shop-front/health',
        ]) {
          await page.goto(path);
          await page.waitForLoadState('networkidle');
          await expectAccessible(page);
          // Tables scroll in themselves, the page does not.
          expect(
            await page.evaluate(
              () => document.documentElement.scrollWidth - window.innerWidth,
            ),
          ).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}

test('a viewer sees health only of what the catalog shows', async ({
  page,
  request,
}) => {
  const headers = await headersOf(request, 'viewer');
  const response = await request.get('/api/ops-health/health/list?limit=200', {
    headers,
  });
  const refs = (await response.json()).items.map(
    ({ entityRef }: { entityRef: string }) => entityRef,
  );
  expect(refs).toContain(ENTITY);
  expect(
    refs.filter((ref: string) => ref.includes('chest-xray-triage')),
  ).toEqual(['component:default/chest-xray-triage-service']);
  const sources = await request.get('/api/ops-health/sources', { headers });
  expect(sources.status()).toBe(403);
  const fault = await request.post('/api/sandbox/faults/error-burst', {
    headers,
    data: {},
  });
  expect(fault.status()).toBe(403);

  await signIn(page, 'viewer');
  await page.goto('/health/sources');
  await expect(page.getByText('ops-health.source.read')).toBeVisible();
});
