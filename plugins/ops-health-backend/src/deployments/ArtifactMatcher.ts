import type { AuthService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  MOST_ARTIFACT_URI_LENGTH,
  MOST_ARTIFACTS,
  type Artifact,
  type ArtifactMatch as VersionsOfArtifact,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelsService } from '@platform-ops/backstage-plugin-models-node';
import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  describeFailure,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ArtifactMatch } from './StoredDeployment';

/** How long the models backend has for all artefacts of a source. */
const PATIENCE_MS = 10_000;

/**
 * The match of each artefact, or why none could be asked for.
 */
export type MatchAnswer =
  | { matches: ArtifactMatch[] }
  /** `gone`: there is nobody to ask, so that what was said before is void. */
  | { unanswered: string; gone: boolean };

/**
 * Asks the models backend which versions artefacts are those of.
 */
export class ArtifactMatcher {
  readonly #auth: AuthService;
  readonly #models: ModelsService;

  constructor(options: { auth: AuthService; models: ModelsService }) {
    this.#auth = options.auth;
    this.#models = options.models;
  }

  /** In the order of the servings. */
  async match(servings: ObservedServing[], at: Date): Promise<MatchAnswer> {
    const asked = new Map<string, Artifact>();
    for (const serving of servings) {
      const artifact = toArtifact(serving);
      if (artifact) {
        asked.set(JSON.stringify(artifact), artifact);
      }
    }
    let found: Map<string, VersionsOfArtifact>;
    try {
      found = await this.#ask(asked, AbortSignal.timeout(PATIENCE_MS));
    } catch (error) {
      const gone = error instanceof ResponseError && error.statusCode === 404;
      return {
        unanswered: gone
          ? 'the models plugin is not installed'
          : `the models backend does not answer: ${describeFailure(error)}`,
        gone,
      };
    }
    return {
      matches: servings.map(serving => {
        const artifact = toArtifact(serving);
        const versions = artifact && found.get(JSON.stringify(artifact));
        return versions
          ? toMatch(versions, at)
          : { outcome: 'cannot-tell', reason: describeUnknown(serving) };
      }),
    };
  }

  async #ask(
    artifacts: Map<string, Artifact>,
    signal: AbortSignal,
  ): Promise<Map<string, VersionsOfArtifact>> {
    const found = new Map<string, VersionsOfArtifact>();
    // All registries count, whoever looks at the answer later.
    const credentials = await this.#auth.getOwnServiceCredentials();
    for (const chunk of inChunks([...artifacts], MOST_ARTIFACTS)) {
      const { items } = await this.#models.findVersionsByArtifacts(
        chunk.map(([, artifact]) => artifact),
        { credentials, signal },
      );
      chunk.forEach(([key], index) => found.set(key, items[index]));
    }
    return found;
  }
}

/** Undefined for what cannot be asked for. */
function toArtifact({
  artifactUri,
  digest,
}: ObservedServing): Artifact | undefined {
  const uri =
    artifactUri && artifactUri.length <= MOST_ARTIFACT_URI_LENGTH
      ? artifactUri
      : undefined;
  return uri || digest ? { uri, digest } : undefined;
}

function describeUnknown({ artifactUri }: ObservedServing): string {
  return artifactUri
    ? `its address is longer than ${MOST_ARTIFACT_URI_LENGTH} characters`
    : 'what serves it does not tell the artefact';
}

function toMatch(
  { outcome, versions, reason }: VersionsOfArtifact,
  at: Date,
): ArtifactMatch {
  const [version] = versions;
  const matchedAt = at.toISOString();
  const modelRefs = [...new Set(versions.map(({ entityRef }) => entityRef))];
  return outcome === 'match' || outcome === 'mismatch'
    ? {
        outcome,
        version: {
          modelRef: version.entityRef,
          modelTitle: version.title,
          version: version.version,
          matchedBy: version.matchedBy,
          deletedAt: version.deletedAt,
        },
        modelRefs,
        reason,
        matchedAt,
      }
    : { outcome: 'cannot-tell', modelRefs, reason, matchedAt };
}
