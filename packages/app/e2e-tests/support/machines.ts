import { test } from '@playwright/test';

/** What machines know, as the portal of the tests was started with it. */
export interface Machines {
  sandboxUrl: string;
  tokens: { sandbox: string; pipeline: string };
}

/** By the configuration of Playwright. */
export function machines(): Machines {
  return test.info().config.metadata as Machines;
}
