import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Upstream's cards show it while they load, without a name. */
const UPSTREAM_SPINNER = '.MuiCircularProgress-root';

/**
 * Fails for serious findings. What upstream's sidebar and pages bring is left
 * out by selector, so that our own parts are held to it everywhere.
 */
export async function expectAccessible(page: Page, leftOut: string[] = []) {
  let builder = new AxeBuilder({ page });
  for (const selector of [UPSTREAM_SPINNER, ...leftOut]) {
    builder = builder.exclude(selector);
  }
  const { violations } = await builder.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`,
    );
  expect(serious).toEqual([]);
}
