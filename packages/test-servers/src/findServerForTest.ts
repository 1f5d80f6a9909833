import {
  findServer,
  type FoundServer,
  type TestServerName,
} from './findServer';
import { recordUse } from './recordUse';

/**
 * For test runners that start things themselves, such as Playwright with
 * Chromium: where the server is, or why the test must be skipped.
 *
 * @throws if it is missing while `PORTAL_REQUIRE_TEST_SERVERS=1`.
 * @public
 */
export function findServerForTest(name: TestServerName): FoundServer {
  const found = findServer(name);
  if (found.found) {
    recordUse({ server: name, outcome: 'used', version: found.version });
  } else if (areTestServersRequired()) {
    throw new Error(found.reason);
  } else {
    recordUse({ server: name, outcome: 'skipped', reason: found.reason });
  }
  return found;
}

/** Whether a missing server fails its tests instead of skipping them. */
export function areTestServersRequired(): boolean {
  return process.env.PORTAL_REQUIRE_TEST_SERVERS === '1';
}
