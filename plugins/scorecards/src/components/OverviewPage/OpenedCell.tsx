import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  Panel,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { useEffect, useRef } from 'react';
import type { OverviewView } from '../../hooks/useOverviewView';
import type { MatrixCell, MatrixRow } from '../../matrix/buildMatrix';
import { rowTitle } from '../../matrix/rowTitle';
import { overviewRouteRef } from '../../routes';
import { ScopeNote } from '../Framework';
import { ScorecardRows } from './ScorecardRows';
import styles from './OpenedCell.module.css';

/** What a cell of the matrix consists of, the weakest first. */
export function OpenedCell(props: {
  row: MatrixRow;
  framework: FrameworkSummary;
  cell: MatrixCell;
  view: OverviewView;
}) {
  const { row, framework, cell, view } = props;
  const path = useRouteRef(overviewRouteRef)?.() ?? '';
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The matrix may be longer than the screen.
    body.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <Panel
      title={`${framework.title}: ${rowTitle(row)}`}
      action={<AppLink to={`${path}${view.searchWith(null)}`}>Close</AppLink>}
    >
      <div ref={body} className={styles.body}>
        <ScopeNote scope={framework.scope} />
        <ScorecardRows
          label="Scorecards of the cell"
          ofOneFramework
          scorecards={cell.scorecards}
        />
      </div>
    </Panel>
  );
}
