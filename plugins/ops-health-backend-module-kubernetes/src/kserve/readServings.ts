import type { ObservedServing } from '@platform-ops/backstage-plugin-ops-health-node';
import { isBehind } from '../objects/conditions';
import type { Workload } from '../workloads/Workload';
import { digestOf, readArtifacts, readModelName } from './artifacts';
import { toFailure } from './describeFailure';
import type { ComponentStatus, InferenceService } from './InferenceService';

/**
 * Which models an InferenceService serves.
 *
 * @remarks
 *
 * The artefact stands in the service's spec, which tells that of the newest
 * revision only. That of an older one is told by the workload that runs it, if
 * at all: an artefact that cannot be told is left out.
 */
export function readServings(
  service: InferenceService,
  workloads: Workload[],
): ObservedServing[] {
  const component = service.status?.components?.predictor ?? {};
  const stable = component.traffic?.some(({ revisionName }) => revisionName)
    ? readRevisions(service, component, workloads)
    : readSingle(service);
  return [...stable, ...readCanaries(service)];
}

/** Knative tells revisions and what share of the traffic each takes. */
function readRevisions(
  service: InferenceService,
  component: ComponentStatus,
  workloads: Workload[],
): ObservedServing[] {
  const { metadata, spec = {}, status = {} } = service;
  const {
    traffic = [],
    latestCreatedRevision,
    latestReadyRevision,
  } = component;
  const shares = new Map<string, number>();
  for (const { revisionName, percent = 0 } of traffic) {
    if (revisionName) {
      shares.set(revisionName, (shares.get(revisionName) ?? 0) + percent);
    }
  }
  if (latestCreatedRevision && !shares.has(latestCreatedRevision)) {
    shares.set(latestCreatedRevision, 0);
  }
  const { states = {}, lastFailureInfo } = status.modelStatus ?? {};
  const failed = lastFailureInfo?.modelRevisionName ?? latestCreatedRevision;
  return [...shares].flatMap(([revision, share]) => {
    const isNewest = revision === latestCreatedRevision;
    const artifacts =
      isNewest && isCurrent(service)
        ? readArtifacts(spec.predictor ?? {}, metadata)
        : artifactsOfWorkload(workloads, revision);
    let state: string | undefined;
    if (revision === latestReadyRevision) {
      state = states.activeModelState;
    } else if (isNewest) {
      state = states.targetModelState;
    }
    return orNone(artifacts).map(artifact => ({
      ...artifact,
      revision,
      modelName: readModelName(spec.predictor ?? {}, metadata.name),
      traffic: share / 100,
      status: state || undefined,
      lastFailure:
        revision === failed ? toFailure(status.modelStatus) : undefined,
    }));
  });
}

/** Without revisions there is one predictor, which is replaced in place. */
function readSingle(service: InferenceService): ObservedServing[] {
  const { metadata, spec = {}, status = {} } = service;
  const { states = {}, transitionStatus } = status.modelStatus ?? {};
  const isInPlace = !transitionStatus || transitionStatus === 'UpToDate';
  const artifacts = isCurrent(service)
    ? readArtifacts(spec.predictor ?? {}, metadata)
    : [];
  return orNone(artifacts).map(artifact => ({
    ...artifact,
    modelName: readModelName(spec.predictor ?? {}, metadata.name),
    status:
      (isInPlace
        ? states.activeModelState
        : states.targetModelState || transitionStatus) || undefined,
    lastFailure: toFailure(status.modelStatus),
  }));
}

/** Canaries beside the stable predictor, each with a predictor of its own. */
function readCanaries(service: InferenceService): ObservedServing[] {
  const { metadata, spec = {}, status = {} } = service;
  return (status.canaryStatuses ?? []).flatMap(canary => {
    const { name, trafficPercent, modelStatus } = canary;
    const predictor = spec.canary?.find(
      each => each.predictor?.name === name,
    )?.predictor;
    const artifacts =
      predictor && isCurrent(service)
        ? readArtifacts(predictor, { name, annotations: {} })
        : [];
    return orNone(artifacts).map(artifact => ({
      ...artifact,
      revision: name,
      modelName: readModelName(predictor ?? {}, metadata.name),
      traffic: trafficPercent === undefined ? undefined : trafficPercent / 100,
      status:
        modelStatus?.states?.targetModelState ||
        modelStatus?.states?.activeModelState ||
        undefined,
      lastFailure: toFailure(modelStatus),
    }));
  });
}

/** Whether the status tells of the spec as it stands. */
function isCurrent({ metadata, status = {} }: InferenceService): boolean {
  return !isBehind(status.observedGeneration, metadata.generation);
}

function artifactsOfWorkload(workloads: Workload[], revision: string) {
  const artifactUri = workloads.find(
    workload => workload.revision === revision && workload.artifactUri,
  )?.artifactUri;
  return artifactUri ? [{ artifactUri, digest: digestOf(artifactUri) }] : [];
}

/** That something is served is known even where nobody can tell what. */
function orNone<T extends object>(artifacts: T[]): Array<T | {}> {
  return artifacts.length ? artifacts : [{}];
}
