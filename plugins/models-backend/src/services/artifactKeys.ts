import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';

const SCHEME = /^([a-z][a-z0-9+.-]*):(.*)$/is;
/** They name a place of a machine or of a namespace, each of which has its own. */
const LOCAL_SCHEMES = ['file', 'pvc'];

/**
 * The one form of an artefact's address. Only what never changes its meaning is
 * evened out: white space around it, the case of the scheme, and slashes at the
 * end. Everything else has to be equal, the folder too: a part of an artefact is
 * not the artefact.
 *
 * @returns undefined for what does not name the same thing everywhere.
 */
export function normalizeArtifactUri(uri: string): string | undefined {
  const [, scheme, rest] = SCHEME.exec(uri.trim()) ?? [];
  if (scheme === undefined || LOCAL_SCHEMES.includes(scheme.toLowerCase())) {
    return undefined;
  }
  const path = rest.replace(/\/+$/, '');
  return path ? `${scheme.toLowerCase()}:${path}` : undefined;
}

/**
 * By which a version is found: addresses can be longer than an index takes.
 */
export function artifactKey(uri: string | undefined): string | undefined {
  const normalized = uri === undefined ? undefined : normalizeArtifactUri(uri);
  return normalized === undefined ? undefined : contentHash(normalized);
}

export function normalizeDigest(digest: string): string {
  return digest.trim().toLowerCase();
}

/**
 * Why an address names no version, where it says so itself.
 */
export function describeVagueUri(uri: string): string | undefined {
  if (normalizeArtifactUri(uri) === undefined) {
    return `${uri} means something only within its machine or cluster`;
  }
  return /^models:\/.*@[^/]+$/i.test(uri.trim())
    ? `${uri} is an alias, which moves from version to version`
    : undefined;
}
