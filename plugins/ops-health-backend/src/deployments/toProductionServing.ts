import { PRODUCTION } from '@platform-ops/backstage-plugin-ops-health-common';
import type { ObservedResource } from '@platform-ops/backstage-plugin-ops-health-node';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ResourceDeployment } from '../database/DeploymentStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import type { ProductionServing } from './findDeployments';
import { HIDDEN_MATCH, isHiddenMatch } from './StoredDeployment';

/** As KServe calls a model that does not take requests, or not yet. */
const NOT_LOADED: Record<string, string> = {
  Pending: 'not loaded yet',
  Loading: 'being loaded',
  InProgress: 'being loaded',
  FailedToLoad: 'not loaded, for it failed to load',
  BlockedByFailedLoad: 'not loaded, for it failed to load',
  InvalidSpec: 'not loaded, for its spec is not valid',
};

/** What nobody mapped counts as production, as everywhere. */
export function isProduction(environment: string | undefined): boolean {
  return environment === undefined || environment === PRODUCTION;
}

export function toProductionServing(
  { deployment, stored }: ResourceDeployment,
  context: { now: number; timings: SourceTimings; isVisible: IsVisible },
): ProductionServing {
  const { serving, match, since } = deployment;
  const { resource, sourceId, seenAt } = stored;
  const age = context.timings.ageOf(sourceId, seenAt.getTime(), context.now);
  return {
    resourceId: resource.id,
    resource: nameOf(resource),
    ...(isHiddenMatch(match, context.isVisible)
      ? HIDDEN_MATCH
      : {
          match: match.outcome,
          version: match.version?.version,
          reason: match.reason,
        }),
    traffic: serving.traffic,
    since: describeSince(since),
    notLoaded:
      resource.readiness === 'idle'
        ? undefined
        : NOT_LOADED[serving.status ?? ''],
    lostSince: age === 'lapsed' ? describeMinute(seenAt) : undefined,
  };
}

function nameOf({ kind, name, labels }: ObservedResource): string {
  const { cluster } = labels;
  return `${kind} ${name}${cluster ? ` (cluster ${cluster})` : ''}`;
}

/** The portal saw it change, or it was there when the portal first looked. */
function describeSince({ after, before }: { after?: Date; before: Date }) {
  return `since ${after ? '' : 'before '}${describeMinute(before)}`;
}

/** E.g. `2026-11-23 09:14 UTC`. */
function describeMinute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
