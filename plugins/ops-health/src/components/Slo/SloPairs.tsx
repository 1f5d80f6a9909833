import { Text } from '@backstage/ui';
import type { SloPair } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  DataTable,
  StateBadge,
  formatDuration,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatBurnRate, pairLook } from '../../slo/sloWords';
import styles from './SloDetail.module.css';

function describeWindows({ longSeconds, shortSeconds }: SloPair): string {
  return `${formatDuration(longSeconds)} and ${formatDuration(shortSeconds)}`;
}

const COLUMNS: DataTableColumn<SloPair>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: '5rem',
    rowHeader: true,
    cell: ({ severity }) => severity,
  },
  {
    id: 'windows',
    title: 'Windows',
    width: '13rem',
    cell: pair =>
      pair.lengthened
        ? `${describeWindows(pair)} (lengthened)`
        : describeWindows(pair),
  },
  {
    id: 'long',
    title: 'Long burns',
    width: '6.5rem',
    cell: ({ longBurnRate }) => formatBurnRate(longBurnRate),
  },
  {
    id: 'short',
    title: 'Short burns',
    width: '6.5rem',
    cell: ({ shortBurnRate }) => formatBurnRate(shortBurnRate),
  },
  {
    id: 'factor',
    title: 'Fires above',
    width: '6.5rem',
    cell: ({ factor }) => formatBurnRate(factor),
  },
  {
    id: 'state',
    title: 'State',
    width: '6.5rem',
    cell: pair => <StateBadge state={pairLook(pair)} label={pair.state} />,
  },
  {
    id: 'reason',
    title: 'Because',
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
  },
];

/** The pairs of windows that must both burn before somebody is told. */
export function SloPairs(props: { pairs: readonly SloPair[] }) {
  const { pairs } = props;
  return (
    <div className={styles.part}>
      <Text as="p" variant="body-small" color="secondary">
        A burn rate of 1 uses up the budget exactly at the end of the period.
        Both windows of a pair must burn faster than its limit: the long one
        shows that it matters, the short one that it goes on.
      </Text>
      <DataTable
        label="Burn rates"
        columns={COLUMNS}
        rows={pairs}
        rowKey={({ severity, longSeconds }) => `${severity} ${longSeconds}`}
        minWidth="60rem"
      />
      {pairs.some(({ lengthened }) => lengthened) && (
        <Text as="p" variant="body-small" color="secondary">
          Lengthened: with so low an objective even a total failure would hardly
          burn faster than the usual limit, so the windows are longer and use
          the same share of the budget.
        </Text>
      )}
    </div>
  );
}
