import type { DeploymentMatch } from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import {
  contentHash,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * Which version an artefact is that of, as the models backend said.
 */
export interface ArtifactMatch {
  outcome: DeploymentMatch;
  version?: {
    modelRef: string;
    modelTitle: string;
    version: string;
    matchedBy: 'digest' | 'artifact-uri';
    deletedAt?: string;
  };
  /** Of the models that the reason names, or may name. */
  modelRefs?: string[];
  /** Why it is no match, or why it was not asked for again. */
  reason?: string;
  /** When the models backend last said so. */
  matchedAt?: string;
}

/** Whether it tells of a model that the reader may not see. */
export function isHiddenMatch(
  { version, modelRefs = [] }: ArtifactMatch,
  isVisible: IsVisible,
): boolean {
  return [...modelRefs, ...(version ? [version.modelRef] : [])].some(
    ref => !isVisible(ref),
  );
}

/** In place of what it is, where that is hidden. */
export const HIDDEN_MATCH = {
  match: 'cannot-tell',
  reason: 'it serves a model that you may not see',
} as const;

/**
 * An artefact that a resource serves.
 */
export interface StoredDeployment {
  sourceId: string;
  resourceId: string;
  serving: ObservedServing;
  match: ArtifactMatch;
  /** Since when: `after` is missing for what was there at the first sight. */
  since: { after?: Date; before: Date };
}

/** By which one serving of a resource is told from another. */
export function servingKey(serving: ObservedServing): string {
  const { revision, artifactUri, digest, modelName } = serving;
  return contentHash([revision, artifactUri, digest, modelName]);
}

/** What stays the same while the same thing is served. */
export function artifactKeyOf(serving: ObservedServing): string {
  const { artifactUri, digest, revision } = serving;
  return contentHash(
    artifactUri || digest ? [artifactUri, digest] : [revision],
  );
}

/** A revision that nobody is sent to serves nothing. */
export function takesTraffic({ traffic }: ObservedServing): boolean {
  return traffic !== 0;
}
