import type {
  ModelVersion,
  VERSION_SORT_FIELDS,
} from '@platform-ops/backstage-plugin-models-common';
import { Checkbox } from '@backstage/ui';
import { StageBadge } from '@platform-ops/backstage-plugin-models-react';
import {
  type DataTableColumn,
  RelativeTime,
  StateBadge,
  formatNumber,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import { Age } from '../Age';
import styles from './versionColumns.module.css';

const SHOWN_METRICS = 2;

type VersionColumn = DataTableColumn<
  ModelVersion,
  (typeof VERSION_SORT_FIELDS)[number]
>;

function Status(props: { version: ModelVersion }) {
  const { status, statusMessage, deletedAt } = props.version;
  if (deletedAt) {
    return (
      <StateBadge
        state="unknown"
        label="deleted"
        reason="The registry no longer has this version"
      />
    );
  }
  switch (status) {
    case 'ready':
      return <span className={styles.detail}>ready</span>;
    case 'failed':
      return <StateBadge state="bad" label="failed" reason={statusMessage} />;
    case 'pending':
      return <StateBadge state="idle" label="pending" reason={statusMessage} />;
    default:
      return <StateBadge state="unknown" label="unknown" />;
  }
}

/** The columns of the versions table. */
export function createVersionColumns(options: {
  ticked: readonly string[];
  toggle: (version: ModelVersion) => void;
  onOpen: (version: string) => void;
}): VersionColumn[] {
  const { ticked, toggle, onOpen } = options;
  return [
    {
      id: 'compare',
      title: 'Compare',
      hiddenTitle: true,
      width: '2.5rem',
      cell: version => (
        <Checkbox
          aria-label={`Compare ${formatVersion(version.version)}`}
          isSelected={ticked.includes(version.version)}
          onChange={() => toggle(version)}
        />
      ),
    },
    {
      id: 'version',
      title: 'Version',
      width: '5rem',
      sortField: 'version',
      rowHeader: true,
      cell: version => (
        <button
          type="button"
          className={styles.open}
          onClick={() => onOpen(version.version)}
        >
          {formatVersion(version.version)}
        </button>
      ),
    },
    {
      id: 'stage',
      title: 'Stage',
      width: '11.5rem',
      sortField: 'stage',
      cell: version =>
        version.stage ? (
          <>
            <StageBadge stage={version.stage} />{' '}
            <span className={styles.detail}>
              <Age time={version.stageSince} />
            </span>
          </>
        ) : (
          <span className={styles.detail}>none</span>
        ),
    },
    {
      id: 'aliases',
      title: 'Aliases',
      width: '7.5rem',
      cell: version => (
        <span title={version.aliases.join(', ')}>
          {version.aliases.map(alias => `@${alias}`).join(', ')}
        </span>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: '6rem',
      cell: version => <Status version={version} />,
    },
    {
      id: 'metrics',
      title: 'Metrics',
      cell: version => {
        const text = version.metrics
          .map(({ name, value }) => `${name} ${formatNumber(value)}`)
          .slice(0, SHOWN_METRICS)
          .join(', ');
        return <span title={text}>{text || 'none recorded'}</span>;
      },
    },
    {
      id: 'created',
      title: 'Created',
      width: '7.5rem',
      sortField: 'createdAt',
      cell: version => (
        <RelativeTime time={version.createdAt ?? version.firstSeenAt} />
      ),
    },
    {
      id: 'createdBy',
      title: 'By',
      width: '8rem',
      cell: version => version.createdBy ?? 'unknown',
    },
  ];
}
