import {
  formatIndicator,
  indicatorUnit,
  FEWEST_EXAMPLES,
  type HealthLimit,
  type QualitySeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  DataTable,
  IntervalMark,
  StateIcon,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { breaksLimit } from '../../quality/breaksLimit';
import { formatInterval } from '../../quality/formatInterval';
import { sliceTitle } from '../../quality/groupQuality';
import styles from './Quality.module.css';

function newestOf({ history }: QualitySeries) {
  return history[history.length - 1];
}

/** Why there is no number, as short as a cell is. */
function describeAbsence(slice: QualitySeries): string {
  const newest = newestOf(slice);
  if (newest && newest.labels === 'complete' && newest.n < FEWEST_EXAMPLES) {
    return `too few (n=${newest.n})`;
  }
  return newest?.labels === 'pending' ? 'labels awaited' : 'unknown';
}

function columnsWith(options: {
  domain: [number, number];
  limit: HealthLimit | undefined;
}): DataTableColumn<QualitySeries>[] {
  const { domain, limit } = options;
  return [
    {
      id: 'slice',
      title: 'Slice, worst first',
      width: '13rem',
      rowHeader: true,
      cell: slice => <span title={sliceTitle(slice)}>{sliceTitle(slice)}</span>,
    },
    {
      id: 'value',
      title: 'Value',
      width: '9rem',
      cell: slice =>
        slice.value === undefined ? (
          <span className={styles.absent}>{describeAbsence(slice)}</span>
        ) : (
          <span data-stale={slice.state === 'stale' ? '' : undefined}>
            {formatIndicator(slice.indicator, slice.value)}
            {slice.state === 'stale' && ', stale'}
            {limit && breaksLimit(slice.value, limit) && (
              <>
                {' '}
                <StateIcon state="warning" size={14} /> beyond
              </>
            )}
          </span>
        ),
    },
    {
      id: 'interval',
      title: 'Interval',
      width: '9rem',
      cell: slice =>
        slice.value !== undefined && (
          <IntervalMark
            label={sliceTitle(slice)}
            value={slice.value}
            interval={slice.lastMeasured?.confidenceInterval}
            domain={domain}
            limit={limit?.value}
            unit={indicatorUnit(slice.indicator)}
          />
        ),
    },
    {
      id: 'n',
      title: 'n',
      width: '4rem',
      cell: slice => newestOf(slice)?.n.toLocaleString('en'),
    },
    {
      id: 'data',
      title: 'Data',
      width: '11rem',
      cell: slice => {
        const newest = newestOf(slice);
        return newest && formatInterval(newest);
      },
    },
    {
      id: 'text',
      title: 'In words',
      cell: ({ text }) => <span title={text}>{text}</span>,
    },
  ];
}

/** The parts of the population, worst first. */
export function SlicesTable(props: {
  title: string;
  slices: readonly QualitySeries[];
  domain: [number, number];
  limit: HealthLimit | undefined;
}) {
  const { title, slices, limit } = props;
  const [low, high] = props.domain;
  const columns = useMemo(
    () => columnsWith({ domain: [low, high], limit }),
    [low, high, limit],
  );
  return (
    <DataTable
      label={`Slices of ${title}`}
      columns={columns}
      rows={slices}
      rowKey={sliceTitle}
      minWidth="54rem"
    />
  );
}
