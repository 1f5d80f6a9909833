import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '../../scripts/checkObjects.mjs');

/**
 * Checks objects by the published schemas of Kubernetes and Istio.
 *
 * @returns for each what is wrong; empty where nothing is, null for a kind
 * that the schemas do not know.
 */
export function checkObjects(objects: object[]): Array<string | null> {
  return JSON.parse(
    execFileSync(process.execPath, [PROGRAM], {
      input: JSON.stringify(objects),
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    }),
  );
}
