import { createHash } from 'node:crypto';
import { TAG_PREFIX } from '@platform-ops/backstage-plugin-models-common';

/**
 * The tag on a version that says the digest of its artefact.
 */
export const DIGEST_TAG = `${TAG_PREFIX}artifact-digest`;

/**
 * The tag for the artefact of a logged model. There are no files here: the
 * digest is that of the id, and so the same after each start.
 */
export function artifactDigestTag(loggedModelId: string): [string, string] {
  const digest = createHash('sha256').update(loggedModelId).digest('hex');
  return [DIGEST_TAG, `sha256:${digest}`];
}
