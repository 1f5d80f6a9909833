import {
  AppLink,
  DataTable,
  EntityLink,
  RelativeTime,
  type DataTableColumn,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Decision } from '@platform-ops/backstage-plugin-scorecards-common';
import { useMemo } from 'react';
import { daysWords, kindWords } from '../../decisions/decisionWords';
import { formatDay } from '../../decisions/formatDay';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { DecisionStateBadge } from '../Decisions';

type PathOf = ReturnType<typeof useCompliancePath>;

function columnsWith(pathOf: PathOf): DataTableColumn<Decision>[] {
  return [
    {
      id: 'control',
      title: 'Control',
      rowHeader: true,
      cell: ({ entityRef, frameworkId, controlId, controlTitle, citation }) =>
        pathOf ? (
          <AppLink
            to={pathOf(entityRef, frameworkId, controlId)}
            title={`${citation}: ${controlTitle}`}
          >
            {controlTitle}
          </AppLink>
        ) : (
          controlTitle
        ),
    },
    {
      id: 'entity',
      title: 'Entity',
      width: '9rem',
      cell: ({ entityRef, entityTitle }) => (
        <EntityLink entityRef={entityRef} title={entityTitle} />
      ),
    },
    {
      id: 'framework',
      title: 'Framework',
      width: '8rem',
      cell: ({ frameworkTitle }) => (
        <span title={frameworkTitle}>{frameworkTitle}</span>
      ),
    },
    {
      id: 'kind',
      title: 'Kind',
      width: '7rem',
      cell: ({ kind }) => kindWords(kind).noun,
    },
    {
      id: 'state',
      title: 'State',
      width: '10rem',
      cell: ({ state }) => <DecisionStateBadge state={state} />,
    },
    {
      id: 'requested',
      title: 'Asked',
      width: '6.5rem',
      cell: ({ requestedAt }) => <RelativeTime time={requestedAt} />,
    },
    {
      id: 'requestedBy',
      title: 'By',
      width: '7.5rem',
      cell: ({ requestedBy }) => <EntityLink entityRef={requestedBy} />,
    },
    {
      id: 'decidedBy',
      title: 'Decided by',
      width: '7.5rem',
      cell: ({ decidedBy, state }) => {
        if (decidedBy) {
          return <EntityLink entityRef={decidedBy} />;
        }
        return state === 'requested' ? 'nobody yet' : 'nobody';
      },
    },
    {
      id: 'until',
      title: 'Until',
      width: '6.5rem',
      cell: ({ expiresAt, days }) =>
        expiresAt ? formatDay(expiresAt) : `for ${daysWords(days)}`,
    },
  ];
}

/** Decisions line by line; each leads to its control, where its words stand. */
export function DecisionRows(props: {
  decisions: readonly Decision[] | undefined;
  outdated: boolean;
  skeletonRows: number;
}) {
  const pathOf = useCompliancePath();
  const columns = useMemo(() => columnsWith(pathOf), [pathOf]);
  return (
    <DataTable
      label="Decisions"
      columns={columns}
      rows={props.decisions}
      rowKey={({ id }) => id}
      loading={props.outdated}
      skeletonRows={props.skeletonRows}
      minWidth="73rem"
    />
  );
}
