import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { OverviewView } from '../../hooks/useOverviewView';
import type { Matrix, MatrixRow, Tally } from '../../matrix/buildMatrix';
import { frameworksRouteRef } from '../../routes';
import { FrameworkMarks } from '../Framework';
import { MatrixCellLink } from './MatrixCellLink';
import styles from './MatrixTable.module.css';

function TallyWords(props: { tally: Tally | undefined }) {
  const { tally } = props;
  if (!tally) {
    return null;
  }
  return (
    <span className={styles.tally}>
      <span>
        {tally.reached.toLocaleString('en')} of{' '}
        {tally.scorecards.toLocaleString('en')} with a level
      </span>
      <span className={styles.detail}>
        {tally.failing.toLocaleString('en')} fail,{' '}
        {tally.unknown.toLocaleString('en')} unknown
      </span>
    </span>
  );
}

function RowTitle(props: { row: MatrixRow }) {
  const { system, title } = props.row;
  return system ? (
    <EntityLink entityRef={system} title={title} tab="compliance" />
  ) : (
    <>No system</>
  );
}

/** Systems by frameworks, with totals. */
export function MatrixTable(props: {
  matrix: Matrix;
  view: OverviewView;
  outdated: boolean;
}) {
  const { matrix, view, outdated } = props;
  const frameworksPath = useRouteRef(frameworksRouteRef)?.();
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label="Systems by frameworks, table"
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table
        className={styles.matrix}
        aria-label="Systems by frameworks"
        aria-busy={outdated}
        data-outdated={outdated ? '' : undefined}
      >
        <thead>
          <tr>
            <th scope="col">System</th>
            {matrix.frameworks.map(framework => (
              <th key={framework.id} scope="col" title={framework.scope}>
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
            <th scope="col">All frameworks</th>
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(row => (
            <tr key={row.system ?? ''}>
              <th scope="row">
                <RowTitle row={row} />
              </th>
              {matrix.frameworks.map(framework => (
                <td key={framework.id}>
                  <MatrixCellLink row={row} framework={framework} view={view} />
                </td>
              ))}
              <td>
                <TallyWords tally={row.total} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All systems</th>
            {matrix.frameworks.map(({ id }) => (
              <td key={id}>
                <TallyWords tally={matrix.columns.get(id)} />
              </td>
            ))}
            <td>
              <TallyWords tally={matrix.total} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
