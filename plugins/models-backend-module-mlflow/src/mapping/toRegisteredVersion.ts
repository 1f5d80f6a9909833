import type { RegisteredVersion } from '@platform-ops/backstage-plugin-models-node';
import type { MlflowModelVersion } from '../client/schemas';
import { fingerprint } from './fingerprint';
import type { MlflowLinks } from './MlflowLinks';
import { toRecord } from './tags';
import { toDate } from './toDate';

const STATUSES: Record<string, RegisteredVersion['status']> = {
  READY: 'ready',
  PENDING_REGISTRATION: 'pending',
  FAILED_REGISTRATION: 'failed',
};

export function toRegisteredVersion(
  row: MlflowModelVersion,
  links: MlflowLinks,
): RegisteredVersion {
  const runId = row.run_id || undefined;
  return {
    modelName: row.name,
    version: row.version,
    createdAt: toDate(row.creation_timestamp),
    updatedAt: toDate(row.last_updated_timestamp),
    createdBy: row.user_id || undefined,
    description: row.description || undefined,
    status: STATUSES[row.status ?? ''] ?? 'unknown',
    statusMessage: row.status_message || undefined,
    artifactUri: row.source || undefined,
    runId,
    runUrl: webLink(row.run_link) ?? (runId && links.run(runId)),
    uiUrl: links.version(row.name, row.version),
    clientUri: `models:/${row.name}/${row.version}`,
    tags: toRecord(row.tags),
    nativeStage:
      row.current_stage && row.current_stage !== 'None'
        ? row.current_stage
        : undefined,
    fingerprint: fingerprint(row),
  };
}

/** Anybody who may register a version writes its run link. */
function webLink(link: string | null | undefined): string | undefined {
  return link && /^https?:\/\//i.test(link) && URL.canParse(link)
    ? link
    : undefined;
}
