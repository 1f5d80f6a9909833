import { appendFileSync } from 'node:fs';
import type { TestServerName } from './findServer';

/**
 * What became of one wish for a real server. One line of JSON each in the file
 * named by `PORTAL_TEST_SERVERS_LOG`.
 *
 * @public
 */
export interface TestServerUse {
  server: TestServerName;
  outcome: 'started' | 'used' | 'skipped';
  version?: string;
  /** Why it was skipped. */
  reason?: string;
  /** What asked for it, where known. */
  testFile?: string;
}

/**
 * Notes a use, if a log is asked for.
 *
 * @public
 */
export function recordUse(use: TestServerUse): void {
  const file = process.env.PORTAL_TEST_SERVERS_LOG;
  if (file) {
    const line = { ...use, testFile: use.testFile ?? currentTestFile() };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

function currentTestFile(): string | undefined {
  return 'expect' in globalThis ? expect.getState().testPath : undefined;
}
