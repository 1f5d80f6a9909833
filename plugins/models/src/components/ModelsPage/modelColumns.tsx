import type {
  MODEL_SORT_FIELDS,
  ModelStage,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import {
  ModelLink,
  StageBadge,
} from '@platform-ops/backstage-plugin-models-react';
import {
  type DataTableColumn,
  EntityLink,
  formatAbsoluteTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiHistoryLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { Age } from '../Age';
import styles from './modelColumns.module.css';

export type ModelColumn = (typeof MODEL_SORT_FIELDS)[number];

/** What may become the next production version, the nearest first. */
const NEXT_STAGES: readonly ModelStage[] = ['canary', 'staging', 'candidate'];

function Absent(props: { children: ReactNode }) {
  return <span className={styles.absent}>{props.children}</span>;
}

function inProduction(model: ModelSummary): ReactNode {
  const held = model.stagedVersions.find(({ stage }) => stage === 'production');
  if (!held) {
    return <Absent>none</Absent>;
  }
  return (
    <>
      <strong>{formatVersion(held.version)}</strong>{' '}
      <span className={styles.detail}>
        <Age time={held.since} />
      </span>
    </>
  );
}

function candidate(model: ModelSummary): ReactNode {
  for (const next of NEXT_STAGES) {
    const held = model.stagedVersions.find(({ stage }) => stage === next);
    if (held) {
      return <StageBadge stage={next} version={formatVersion(held.version)} />;
    }
  }
  return <Absent>none</Absent>;
}

/** The columns that every portal has. */
export const MODEL_COLUMNS: DataTableColumn<ModelSummary, ModelColumn>[] = [
  {
    id: 'model',
    title: 'Model',
    sortField: 'title',
    rowHeader: true,
    cell: model => (
      <span title={model.purpose}>
        <ModelLink
          entityRef={model.entityRef}
          title={model.title}
          className={styles.title}
        />{' '}
        <span className={styles.detail}>{model.purpose}</span>
      </span>
    ),
  },
  {
    id: 'production',
    title: 'In production',
    width: '7rem',
    sortField: 'stage',
    cell: inProduction,
  },
  { id: 'candidate', title: 'Candidate', width: '7.25rem', cell: candidate },
  {
    id: 'owner',
    title: 'Owner',
    width: '6.5rem',
    sortField: 'owner',
    cell: model =>
      model.owner ? (
        <EntityLink entityRef={model.owner} />
      ) : (
        <Absent>no owner</Absent>
      ),
  },
  {
    id: 'task',
    title: 'Task',
    width: '6.5rem',
    cell: model =>
      model.task ? (
        <span title={model.task}>{model.task}</span>
      ) : (
        <Absent>unknown</Absent>
      ),
  },
  {
    id: 'risk',
    title: 'Risk',
    width: '5rem',
    sortField: 'riskTier',
    cell: model =>
      model.riskTier ? (
        <span className={styles.risk} data-risk={model.riskTier}>
          {model.riskTier}
        </span>
      ) : (
        <Absent>unknown</Absent>
      ),
  },
];

/** Stands last, after the columns of other plugins. */
export const SOURCE_COLUMN: DataTableColumn<ModelSummary, ModelColumn> = {
  id: 'source',
  title: 'Source',
  width: '6rem',
  cell: model => (
    <span
      className={model.stale ? styles.stale : undefined}
      title={
        model.stale
          ? `${
              model.registryId
            } no longer answers; this was read ${formatAbsoluteTime(
              model.lastSyncedAt,
            )}`
          : `Read from ${model.registryId}`
      }
    >
      {model.registryId}{' '}
      {model.stale && <RiHistoryLine size={12} aria-label="stale," />}{' '}
      <span className={styles.detail}>
        <Age time={{ exact: model.lastSyncedAt }} />
      </span>
    </span>
  ),
};
