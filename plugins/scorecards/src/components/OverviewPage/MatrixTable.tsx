import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type {
  MatrixCell,
  MatrixResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { countOf } from '../../controls/countWords';
import type { MatrixGroup, OverviewView } from '../../hooks/useOverviewView';
import { askedFrameworks } from '../../matrix/askedFrameworks';
import type { MatrixFramework } from '../../matrix/cellLevels';
import { groupWords, rowTitle } from '../../matrix/rowWords';
import { tallyLevels } from '../../matrix/tallyLevels';
import { frameworksRouteRef } from '../../routes';
import { FrameworkMarks } from '../Framework';
import { MatrixCellLink } from './MatrixCellLink';
import { MatrixCellView } from './MatrixCellView';
import styles from './MatrixTable.module.css';

function Tally(props: {
  cells: readonly MatrixCell[];
  frameworks: readonly MatrixFramework[];
  entities?: number;
}) {
  const { scorecards, reached } = tallyLevels(props.cells, props.frameworks);
  return (
    <span className={styles.tally}>
      {props.entities !== undefined && (
        <span>{countOf(props.entities, 'entity', 'entities')}</span>
      )}
      <span className={styles.detail}>
        {scorecards > 0
          ? `${reached.toLocaleString('en')} of ${countOf(
              scorecards,
              'scorecard',
            )} with a level`
          : 'no levels'}
      </span>
    </span>
  );
}

function RowTitle(props: {
  row: MatrixResponse['rows'][number];
  by: MatrixGroup;
}) {
  const { row, by } = props;
  return row.key && by !== 'kind' ? (
    <EntityLink
      entityRef={row.key}
      // The catalog knows owners better than by the name in their ref.
      title={by === 'owner' ? undefined : row.title || undefined}
      tab={by === 'system' ? 'compliance' : undefined}
    />
  ) : (
    <>{rowTitle(row, by)}</>
  );
}

/** Systems, owners or kinds by frameworks, with totals. */
export function MatrixTable(props: {
  matrix: MatrixResponse;
  view: OverviewView;
  outdated: boolean;
}) {
  const { matrix, view, outdated } = props;
  const frameworks = askedFrameworks(matrix);
  const frameworksPath = useRouteRef(frameworksRouteRef)?.();
  const words = groupWords(view.by);
  const label = `${words.many} by frameworks`;
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={`${label}, table`}
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table
        className={styles.matrix}
        aria-label={label}
        aria-busy={outdated}
        data-outdated={outdated ? '' : undefined}
      >
        <thead>
          <tr>
            <th scope="col">{words.one}</th>
            <th scope="col">All frameworks</th>
            {frameworks.map(framework => (
              <th
                key={framework.id}
                scope="col"
                data-mapped={framework.mappingOnly ? '' : undefined}
              >
                {frameworksPath ? (
                  <AppLink
                    to={`${frameworksPath}?framework=${framework.id}`}
                    variant="body-small"
                  >
                    {framework.title}
                  </AppLink>
                ) : (
                  framework.title
                )}{' '}
                <FrameworkMarks framework={framework} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(row => (
            <tr key={row.key}>
              <th scope="row">
                <RowTitle row={row} by={view.by} />
              </th>
              <td>
                <Tally
                  cells={row.cells}
                  frameworks={frameworks}
                  entities={row.entities}
                />
              </td>
              {frameworks.map(framework => (
                <td
                  key={framework.id}
                  data-mapped={framework.mappingOnly ? '' : undefined}
                >
                  <MatrixCellLink row={row} framework={framework} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All {words.many.toLocaleLowerCase('en')}</th>
            <td>
              <Tally cells={matrix.totals} frameworks={frameworks} />
            </td>
            {frameworks.map(framework => (
              <td
                key={framework.id}
                data-mapped={framework.mappingOnly ? '' : undefined}
              >
                <MatrixCellView
                  cell={matrix.totals.find(
                    ({ frameworkId }) => frameworkId === framework.id,
                  )}
                  framework={framework}
                />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
