import type {
  ModelHistoryEntry,
  ModelHistoryKind,
} from '@platform-ops/backstage-plugin-models-common';
import {
  toTimestamp,
  type StoredTime,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { toStageChange } from './mapVersions';
import type { AliasChangeRow, StageChangeRow, VersionRow } from './rows';

/** Of the model that a row of history is about. */
interface ModelColumns {
  model_id: string;
  entity_ref: string;
  title: string;
}

interface HistoryTable {
  table: string;
  columns: string[];
  /** When it was seen, and when it was not so yet. */
  time: string;
  after: string;
  /** What is unique. */
  key: string;
  toEntry(row: any): ModelHistoryEntry;
}

/**
 * Where the history of each kind stands, each by an index on its time.
 */
export const HISTORY_TABLES: Record<ModelHistoryKind, HistoryTable> = {
  stage: {
    table: 'models_stage_changes',
    columns: [
      'sequence',
      'model_id',
      'version_id',
      'version',
      'from_stage',
      'to_stage',
      'source',
      'actor',
      'exact_at',
      'observed_after',
      'observed_before',
    ],
    time: 'observed_before',
    after: 'observed_after',
    key: 'sequence',
    toEntry(row: StageChangeRow & ModelColumns) {
      const { sequence, time, ...change } = toStageChange(row);
      return {
        ...change,
        ...aboutModel(row),
        kind: 'stage',
        time: {
          exact: time.exact,
          ...seenBetween(row.observed_after, row.observed_before),
        },
      };
    },
  },
  alias: {
    table: 'models_alias_changes',
    columns: [
      'model_id',
      'alias',
      'from_version',
      'to_version',
      'observed_after',
      'observed_before',
    ],
    time: 'observed_before',
    after: 'observed_after',
    key: 'sequence',
    toEntry: (row: AliasChangeRow & ModelColumns) => ({
      ...aboutModel(row),
      kind: 'alias',
      alias: row.alias,
      from: row.from_version ?? undefined,
      to: row.to_version ?? undefined,
      time: seenBetween(row.observed_after, row.observed_before),
    }),
  },
  version: {
    table: 'models_versions',
    columns: [
      'id',
      'model_id',
      'version',
      'created_by',
      'created_at',
      'first_seen_after',
      'first_seen_at',
    ],
    time: 'first_seen_at',
    after: 'first_seen_after',
    key: 'id',
    toEntry: (row: VersionRow & ModelColumns) => ({
      ...aboutModel(row),
      kind: 'version',
      versionId: row.id,
      version: row.version,
      createdBy: row.created_by ?? undefined,
      time: {
        exact: toTimestamp(row.created_at),
        ...seenBetween(row.first_seen_after, row.first_seen_at),
      },
    }),
  },
};

function aboutModel(row: ModelColumns) {
  return {
    modelId: row.model_id,
    entityRef: row.entity_ref,
    title: row.title,
  };
}

/** History has both; only what was there when first seen lacks one. */
function seenBetween(after: StoredTime | null, before: StoredTime | null) {
  return { after: toTimestamp(after!), before: toTimestamp(before!) };
}
