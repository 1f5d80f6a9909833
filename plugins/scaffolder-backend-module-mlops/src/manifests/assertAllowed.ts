import { InputError } from '@backstage/errors';
import { findDanger } from './findDanger';
import { describeKind, describeManifest, type Manifest } from './Manifest';

const MOST_TOLD = 10;

/**
 * Whether a path may apply such objects, which the rights of the portal alone
 * do not decide: they may reach further than a path should.
 *
 * @param kinds - That may be applied, e.g. `Deployment.apps`.
 * @throws InputError with all that may not.
 */
export function assertAllowed(manifests: Manifest[], kinds: string[]): void {
  const problems = manifests.flatMap(manifest => {
    const kind = describeKind(manifest);
    const danger = kinds.includes(kind)
      ? findDanger(manifest)
      : `paths may not apply ${kind}; goldenPaths.kubernetes.clusters[].kinds may allow it`;
    return danger === undefined
      ? []
      : [`${describeManifest(manifest)} (${manifest.place}): ${danger}`];
  });
  if (problems.length > 0) {
    const more = problems.length - MOST_TOLD;
    throw new InputError(
      `${problems.slice(0, MOST_TOLD).join('; ')}${
        more > 0 ? `; and ${more} more` : ''
      }`,
    );
  }
}
