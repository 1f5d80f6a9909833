import type { ModelSummary } from '@platform-ops/backstage-plugin-models-common';
import type { Deployment } from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ResourceDeployment } from '../database/DeploymentStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import { UNMAPPED } from '../state/deriveHealth';
import {
  HIDDEN_MATCH,
  isHiddenMatch,
  type ArtifactMatch,
} from './StoredDeployment';
import { isProduction } from './toProductionServing';

interface Context {
  isVisible: IsVisible;
  now: number;
  timings: SourceTimings;
  /** As the reader may see them. */
  models: Map<string, ModelSummary>;
}

/**
 * A deployment as the reader may see it.
 */
export function toDeployment(
  { deployment, stored }: ResourceDeployment,
  context: Context,
): Deployment {
  const { sourceId, resource, environment, entityRefs, seenAt } = stored;
  const { serving, match, since } = deployment;
  const { kind, id, name, labels, readiness, text, url } = resource;
  const ageOf = (time: Date) =>
    context.timings.ageOf(sourceId, time.getTime(), context.now);
  const isHidden = isHiddenMatch(match, context.isVisible);
  return {
    resource: {
      source: sourceId,
      id,
      kind,
      name,
      labels,
      readiness,
      text,
      url,
    },
    components: entityRefs.filter(context.isVisible),
    environment: environment ?? UNMAPPED,
    production: isProduction(environment),
    serving: isHidden ? withoutArtifact(serving) : toServing(serving),
    since: {
      after: since.after?.toISOString(),
      before: since.before.toISOString(),
    },
    ...(isHidden
      ? HIDDEN_MATCH
      : { match: match.outcome, reason: match.reason }),
    version: isHidden ? undefined : toVersion(match, context.models),
    matchedAt: match.matchedAt,
    matchStale:
      match.matchedAt !== undefined &&
      ageOf(new Date(match.matchedAt)) !== 'fresh',
    seenAt: seenAt.toISOString(),
    stale: ageOf(seenAt) !== 'fresh',
  };
}

/** Production first, then by resource, and what most requests go to first. */
export function compareDeployments(a: Deployment, b: Deployment): number {
  const text = ({ environment, resource }: Deployment) =>
    [environment, resource.name, resource.kind, resource.source].join(' ');
  return (
    Number(b.production) - Number(a.production) ||
    text(a).localeCompare(text(b), 'en') ||
    (b.serving.traffic ?? 1) - (a.serving.traffic ?? 1)
  );
}

function toVersion(
  { version }: ArtifactMatch,
  models: Map<string, ModelSummary>,
): Deployment['version'] {
  return (
    version && {
      ...version,
      stage: models
        .get(version.modelRef)
        ?.stagedVersions.find(held => held.version === version.version)?.stage,
    }
  );
}

function toServing({
  lastFailure,
  ...serving
}: ObservedServing): Deployment['serving'] {
  return {
    ...serving,
    lastFailure: lastFailure && {
      message: lastFailure.message,
      at: lastFailure.at?.toISOString(),
    },
  };
}

/** Names and addresses may tell which model it is. */
export function withoutArtifact({ traffic, status }: ObservedServing) {
  return { traffic, status };
}
