import type {
  ModelSummary,
  ModelVersion,
} from '@platform-ops/backstage-plugin-models-common';
import type { ListDeploymentsResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import type { StageEntry } from './readProductionChanges';

const SOURCE = 'Model registry';
/** An auditor reads these; more say no more. */
const MOST_LISTED = 50;

export function toRegistration(
  entityRef: string,
  model: ModelSummary | undefined,
): CollectedFact {
  return {
    entityRef,
    type: 'models.registration',
    value: {
      registered: model !== undefined,
      registry: model?.registryId,
      nativeName: model?.nativeName,
      versions: model?.versionCount ?? 0,
      latestVersion: model?.latestVersion,
      aliases: model?.aliases.map(({ alias }) => alias) ?? [],
      staged:
        model?.stagedVersions.map(({ version, stage, source }) => ({
          version,
          stage,
          source,
        })) ?? [],
    },
    ...(model && { observedAt: new Date(model.lastSyncedAt) }),
    source: model ? `Model registry ${model.registryId}` : 'Model registries',
    query: `GET /api/models/models?entityRef=${entityRef}`,
    population: model?.versionCount ?? 0,
  };
}

/** @param versions - Those that are in production. */
export function toProduction(
  model: ModelSummary,
  versions: ModelVersion[],
): CollectedFact {
  return {
    entityRef: model.entityRef,
    type: 'models.production',
    value: { versions: versions.map(describeVersion) },
    observedAt: new Date(model.lastSyncedAt),
    source: `${SOURCE} ${model.registryId}`,
    query: `GET /api/models/models/${model.id}/versions?stage=production`,
    population: model.versionCount,
  };
}

function describeVersion(version: ModelVersion) {
  const measured = version.metrics.filter(({ value }) => value !== undefined);
  return {
    version: version.version,
    registeredBy: version.createdBy,
    registeredAt: version.createdAt,
    ready: version.status === 'ready',
    digest: version.artifactDigest,
    artifactUri: version.artifactUri,
    run: version.runId,
    metrics: [...new Set(measured.map(({ name }) => name))].slice(
      0,
      MOST_LISTED,
    ),
    metricsOnData: measured.filter(({ dataset }) => dataset).length,
    datasets: version.datasets.length,
    described: Boolean(version.description?.trim()),
    signature: Boolean(version.signature?.inputs),
    stageSource: version.stageSource,
    since: version.stageSince?.exact ?? version.stageSince?.before,
  };
}

export function toStageHistory(
  model: ModelSummary,
  from: Date,
  changes: StageEntry[],
): CollectedFact {
  return {
    entityRef: model.entityRef,
    type: 'models.stageHistory',
    value: {
      from: from.toISOString(),
      changes: findingsFirst(changes).map(change => ({
        version: change.version,
        to: change.to,
        source: change.source,
        actor: change.actor,
        seenAfter: change.time.after,
        seenBefore: change.time.before,
      })),
    },
    observedAt: new Date(model.lastSyncedAt),
    source: `${SOURCE} ${model.registryId}`,
    query: `GET /api/models/history?kind=stage&entityRef=${
      model.entityRef
    }&from=${from.toISOString()}`,
    population: changes.length,
  };
}

/** Of more than are listed none is left out that a check would stumble over. */
function findingsFirst(changes: StageEntry[]): StageEntry[] {
  if (changes.length <= MOST_LISTED) {
    return changes;
  }
  const rankOf = ({ source, actor }: StageEntry) =>
    source === 'ledger' ? 2 : Number(actor !== undefined);
  return [...changes]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, MOST_LISTED);
}

export function toDeployments(
  entityRef: string,
  { items, totalItems, findings }: ListDeploymentsResponse,
): CollectedFact {
  const inProduction = items.filter(({ production }) => production);
  const textsOf = (state: (typeof findings)[number]['state']) =>
    findings
      .filter(finding => finding.state === state)
      .map(({ text }) => text)
      .slice(0, MOST_LISTED);
  return {
    entityRef,
    type: 'models.deployments',
    value: {
      production: inProduction.length,
      byDigest: inProduction.filter(
        ({ match, version }) =>
          match === 'match' && version?.matchedBy === 'digest',
      ).length,
      stale: inProduction.filter(({ stale }) => stale).length,
      mismatches: textsOf('mismatch'),
      undecided: textsOf('cannot-tell'),
      notObserved: textsOf('not-observed'),
      matches: textsOf('match'),
    },
    source: 'Ops health',
    query: `GET /api/ops-health/deployments?entityRef=${entityRef}`,
    population: totalItems,
  };
}
