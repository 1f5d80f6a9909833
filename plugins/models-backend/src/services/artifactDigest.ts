import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';
import type { RegisteredVersion } from '@platform-ops/backstage-plugin-models-node';
import { normalizeDigest } from './artifactKeys';

/** For registries that know no digests; the same word as on what serves it. */
const DIGEST_TAG = `${TAG_PREFIX}artifact-digest`;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * The digest of a version's artefact as the registry knows it, else as a tag of
 * the version says it.
 */
export function readDigest(version: RegisteredVersion): string | undefined {
  if (version.artifactDigest) {
    return normalizeDigest(version.artifactDigest);
  }
  const tagged = normalizeDigest(version.tags[DIGEST_TAG] ?? '');
  return DIGEST.test(tagged) ? tagged : undefined;
}
