import type {
  IdleGpus,
  ListIdleGpusResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  DataTable,
  EntityLink,
  StaleMark,
  formatRatio,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import {
  describeGpus,
  formatMonth,
  isStale,
  nodesOf,
} from '../../cost/idleGpus';
import styles from './IdleGpusPage.module.css';

function Unknown() {
  return <span className={styles.unknown}>unknown</span>;
}

function columnsWith(
  currency: string | undefined,
): DataTableColumn<IdleGpus>[] {
  return [
    {
      id: 'workload',
      title: 'Workload',
      width: '12rem',
      rowHeader: true,
      cell: ({ entityRef, title }) => (
        <EntityLink entityRef={entityRef} title={title} tab="health" />
      ),
    },
    {
      id: 'cost',
      title: 'A month',
      width: '6rem',
      cell: ({ costPerMonth, note }) => (
        <span className={styles.cost} title={note}>
          {costPerMonth === undefined ? (
            <Unknown />
          ) : (
            formatMonth(costPerMonth, currency)
          )}
        </span>
      ),
    },
    {
      id: 'gpus',
      title: 'GPUs',
      width: '15rem',
      cell: item => (
        <span title={describeGpus(item)}>{describeGpus(item)}</span>
      ),
    },
    {
      id: 'nodes',
      title: 'Node',
      width: '6rem',
      cell: item => {
        const nodes = nodesOf(item).join(', ');
        return nodes ? <span title={nodes}>{nodes}</span> : <Unknown />;
      },
    },
    {
      id: 'owner',
      title: 'Owner',
      width: '9rem',
      cell: ({ owner }) =>
        owner ? <EntityLink entityRef={owner} /> : 'no owner',
    },
    {
      id: 'hours',
      title: 'Idle hours',
      width: '6rem',
      cell: ({ idleHours, measuredHours }) =>
        `${idleHours} of ${measuredHours}`,
    },
    {
      id: 'utilisation',
      title: 'Worked, at most',
      width: '8rem',
      cell: ({ utilisation, highest }) =>
        `${formatRatio(utilisation)}, ${formatRatio(highest)}`,
    },
    {
      id: 'remark',
      title: 'Remark',
      cell: item => {
        const remark = [
          item.environment !== 'production' && item.environment,
          item.note,
        ]
          .filter(Boolean)
          .join(', ');
        return (
          <span title={remark}>
            {isStale(item) && (
              <StaleMark since={item.measuredUntil} source="its sources" />
            )}{' '}
            {remark}
          </span>
        );
      },
    },
  ];
}

/** What holds GPUs that hardly work, the dearest first. */
export function IdleGpusTable(props: {
  value: ListIdleGpusResponse | undefined;
  /** New ones are being read. */
  outdated: boolean;
}) {
  const { value, outdated } = props;
  const currency = value?.currency;
  const columns = useMemo(() => columnsWith(currency), [currency]);
  return (
    <DataTable
      label="Idle GPUs"
      columns={columns}
      rows={value?.items}
      rowKey={({ entityRef, environment }) => `${entityRef} ${environment}`}
      loading={outdated}
      skeletonRows={8}
      minWidth="76rem"
    />
  );
}
