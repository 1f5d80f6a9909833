import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  LevelBadge,
  ShareBar,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';
import { NO_SYSTEM, type OverviewView } from '../../hooks/useOverviewView';
import type { MatrixRow } from '../../matrix/buildMatrix';
import { rowTitle } from '../../matrix/rowTitle';
import { overviewRouteRef } from '../../routes';
import styles from './MatrixCellLink.module.css';

/** How a system stands in a framework; leads to what it consists of. */
export function MatrixCellLink(props: {
  row: MatrixRow;
  framework: FrameworkSummary;
  view: OverviewView;
}) {
  const { row, framework, view } = props;
  const path = useRouteRef(overviewRouteRef)?.() ?? '';
  const cell = row.cells.get(framework.id);
  if (!cell) {
    return <span className={styles.nothing}>not asked</span>;
  }
  const system = row.system ?? NO_SYSTEM;
  const count = countOf(cell.scorecards.length, 'scorecard');
  const isOpen =
    view.opened.system === system && view.opened.framework === framework.id;
  return (
    <div className={styles.cell} data-open={isOpen ? '' : undefined}>
      <LevelBadge scorecard={cell.weakest} withScore />
      <ShareBar scorecard={cell.weakest} />
      <AppLink
        to={`${path}${view.searchWith(
          isOpen ? null : { system, framework: framework.id },
        )}`}
        aria-expanded={isOpen}
        aria-label={`${count} of ${rowTitle(row)} in ${framework.title}`}
        variant="body-small"
      >
        {count}
      </AppLink>
    </div>
  );
}
