import type {
  Artifact,
  ArtifactMatch,
  ArtifactVersion,
} from '@platform-ops/backstage-plugin-models-common';
import { describeVagueUri, normalizeDigest } from './artifactKeys';

const MOST_VERSIONS = 10;
const MOST_NAMED = 3;

/**
 * A version that has the digest or the address that was asked for.
 */
export interface ArtifactCandidate extends Omit<ArtifactVersion, 'matchedBy'> {
  digest?: string;
}

/**
 * Decides which version an artefact is that of. The digest decides before the
 * address; nothing is guessed.
 */
export function matchArtifact(
  artifact: Artifact,
  candidates: { byDigest: ArtifactCandidate[]; byUri: ArtifactCandidate[] },
): ArtifactMatch {
  const byDigest = present(candidates.byDigest);
  const byUri = present(candidates.byUri);
  if (byDigest.length) {
    // The same content may be registered twice; the address then tells which.
    const both = byDigest.filter(({ versionId }) =>
      byUri.some(other => other.versionId === versionId),
    );
    const found = both.length === 1 ? both : byDigest;
    return found.length === 1
      ? match(found[0], 'digest')
      : ambiguous(found, 'digest');
  }
  if (byUri.length === 0) {
    return {
      outcome: 'none',
      versions: [],
      reason: describeNone(artifact),
    };
  }
  if (
    artifact.digest !== undefined &&
    byUri.every(
      ({ digest }) =>
        digest !== undefined && digest !== normalizeDigest(artifact.digest!),
    )
  ) {
    return {
      outcome: 'mismatch',
      versions: toVersions(byUri, 'artifact-uri'),
      reason: `${nameAll(byUri)} ${
        byUri.length === 1 ? 'has' : 'have'
      } this address, and another digest`,
    };
  }
  return byUri.length === 1
    ? match(byUri[0], 'artifact-uri')
    : ambiguous(byUri, 'artifact-uri');
}

/**
 * What the registry no longer has may still be served; it counts where nothing
 * else has the artefact.
 */
function present(candidates: ArtifactCandidate[]): ArtifactCandidate[] {
  const kept = candidates.filter(({ deletedAt }) => deletedAt === undefined);
  return kept.length ? kept : candidates;
}

function match(
  candidate: ArtifactCandidate,
  matchedBy: ArtifactVersion['matchedBy'],
): ArtifactMatch {
  return { outcome: 'match', versions: toVersions([candidate], matchedBy) };
}

function ambiguous(
  candidates: ArtifactCandidate[],
  matchedBy: ArtifactVersion['matchedBy'],
): ArtifactMatch {
  return {
    outcome: 'ambiguous',
    versions: toVersions(candidates, matchedBy),
    reason: `${nameAll(candidates)} have the same ${
      matchedBy === 'digest' ? 'digest' : 'address'
    }`,
  };
}

function toVersions(
  candidates: ArtifactCandidate[],
  matchedBy: ArtifactVersion['matchedBy'],
): ArtifactVersion[] {
  return candidates
    .slice(0, MOST_VERSIONS)
    .map(({ digest, ...version }) => ({ ...version, matchedBy }));
}

function nameAll(candidates: ArtifactCandidate[]): string {
  const names = candidates.map(({ title, version }) => `${title} ${version}`);
  return names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join(', ')} and others`
    : names.join(' and ');
}

function describeNone({ uri, digest }: Artifact): string {
  const vague = uri === undefined ? undefined : describeVagueUri(uri);
  if (vague) {
    return vague;
  }
  if (uri !== undefined && digest !== undefined) {
    return 'no version in the registries has this digest or address';
  }
  return uri === undefined && digest === undefined
    ? 'neither address nor digest is known'
    : `no version in the registries has this ${
        uri === undefined ? 'digest' : 'address'
      }`;
}
