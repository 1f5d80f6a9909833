import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { MatrixResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../../controls/countWords';
import { NO_GROUP, type OverviewView } from '../../hooks/useOverviewView';
import type { MatrixFramework } from '../../matrix/cellLevels';
import { rowTitle } from '../../matrix/rowWords';
import { overviewRouteRef } from '../../routes';
import { MatrixCellView } from './MatrixCellView';

/** A cell that opens into what it consists of. */
export function MatrixCellLink(props: {
  row: MatrixResponse['rows'][number];
  framework: MatrixFramework;
  view: OverviewView;
}) {
  const { row, framework, view } = props;
  const path = useRouteRef(overviewRouteRef)?.() ?? '';
  const cell = row.cells.find(
    ({ frameworkId }) => frameworkId === framework.id,
  );
  const key = row.key || NO_GROUP;
  const isOpen =
    view.opened.row === key && view.opened.framework === framework.id;
  const count = countOf(cell?.entities ?? 0, 'entity', 'entities');
  return (
    <MatrixCellView
      cell={cell}
      framework={framework}
      isOpen={isOpen}
      link={
        <AppLink
          to={`${path}${view.searchWith(
            isOpen ? null : { row: key, framework: framework.id },
          )}`}
          aria-expanded={isOpen}
          aria-label={`${count} of ${rowTitle(row, view.by)} in ${
            framework.title
          }`}
          variant="body-small"
        >
          {count}
        </AppLink>
      }
    />
  );
}
