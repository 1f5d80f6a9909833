import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
// Tests run in Node, whatever the library is for.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { findServerForTest } from '@platform-ops/test-servers';

const prometheus = findServerForTest('prometheus');

/** `describe`, or `describe.skip` where Prometheus is not installed. */
export const describeWithPromtool = prometheus.found ? describe : describe.skip;

/** Runs promtool, which stands beside Prometheus, on files of these texts. */
export function promtool(
  args: string[],
  files: Record<string, string>,
): { isGood: boolean; output: string } {
  const directory = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(directory, name), text);
    }
    const path = prometheus.found ? dirname(prometheus.path) : '';
    const { status, stdout, stderr, error } = spawnSync(
      join(path, 'promtool'),
      args,
      { cwd: directory, encoding: 'utf8', timeout: 120_000 },
    );
    const output = `${stdout}\n${stderr}\n${error?.message ?? ''}`;
    return { isGood: status === 0, output };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
