import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  DataTable,
  EntityLink,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useMemo } from 'react';
import { describePromise } from '../../slo/sloWords';
import { SloBadge, SloBudget } from '../Slo';

const SKELETON_ROWS = 15;

function columnsWith(pathOf: (slo: Slo) => string): DataTableColumn<Slo>[] {
  return [
    {
      id: 'title',
      title: 'Objective',
      width: '8rem',
      rowHeader: true,
      cell: slo => (
        <AppLink
          to={pathOf(slo)}
          aria-label={`${slo.title} of ${slo.entityTitle}`}
        >
          {slo.title}
        </AppLink>
      ),
    },
    {
      id: 'entity',
      title: 'Of',
      width: '11rem',
      cell: ({ entityRef, entityTitle }) => (
        <EntityLink entityRef={entityRef} title={entityTitle} tab="health" />
      ),
    },
    {
      id: 'state',
      title: 'State',
      width: '8rem',
      cell: slo => <SloBadge slo={slo} />,
    },
    {
      id: 'budget',
      title: 'Budget',
      width: '21.5rem',
      cell: slo => <SloBudget slo={slo} label="Budget" inline />,
    },
    {
      id: 'promise',
      title: 'Promise',
      width: '10rem',
      cell: slo => (
        <span title={slo.indicatorText}>{describePromise(slo)}</span>
      ),
    },
    {
      id: 'source',
      title: 'Source',
      width: '6.5rem',
      cell: ({ source }) => source ?? 'unknown',
    },
    {
      id: 'reason',
      title: 'Because',
      cell: ({ reason }) => <span title={reason}>{reason}</span>,
    },
  ];
}

/** The objectives, worst first. */
export function SlosTable(props: {
  slos: readonly Slo[] | undefined;
  /** New ones are being read. */
  outdated: boolean;
  pathOf: (slo: Slo) => string;
}) {
  const { pathOf } = props;
  const columns = useMemo(() => columnsWith(pathOf), [pathOf]);
  return (
    <DataTable
      label="Objectives"
      columns={columns}
      rows={props.slos}
      rowKey={({ id }) => id}
      loading={props.outdated}
      skeletonRows={SKELETON_ROWS}
      minWidth="72rem"
    />
  );
}
