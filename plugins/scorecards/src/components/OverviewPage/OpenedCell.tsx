import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  AppLink,
  LoadFailure,
  Pager,
  Panel,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
  type ScorecardsQuery,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useEffect, useRef, useState } from 'react';
import { countOf } from '../../controls/countWords';
import type { OverviewView } from '../../hooks/useOverviewView';
import { overviewRouteRef } from '../../routes';
import { ScopeNote } from '../Framework';
import { ScorecardRows } from './ScorecardRows';
import styles from './OpenedCell.module.css';

const PAGE_SIZE = 25;

/** What a cell of the matrix consists of, the lowest score first. */
export function OpenedCell(props: {
  /** What the row is called. */
  title: string;
  /** The row, as queries name it. */
  group: string;
  framework: Pick<FrameworkSummary, 'id' | 'title'> &
    Partial<Pick<FrameworkSummary, 'scope'>>;
  view: OverviewView;
}) {
  const { title, group, framework, view } = props;
  const api = useApi(scorecardsApiRef);
  const path = useRouteRef(overviewRouteRef)?.() ?? '';
  const [cursor, setCursor] = useState<string>();
  const query: ScorecardsQuery = {
    owner: view.matrixFilter.owner,
    text: view.matrixFilter.text,
    [view.by]: [group],
    framework: [framework.id],
    limit: PAGE_SIZE,
    cursor,
  };
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(query),
    () => api.listScorecards(query),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The matrix may be longer than the screen.
    body.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <Panel
      title={`${framework.title}: ${title}`}
      action={<AppLink to={`${path}${view.searchWith(null)}`}>Close</AppLink>}
    >
      <div ref={body} className={styles.body}>
        {framework.scope && <ScopeNote scope={framework.scope} />}
        {error && (
          <LoadFailure
            what="the entities of this cell"
            error={error}
            onRetry={reload}
          />
        )}
        {(value || !error) && (
          <ScorecardRows
            label="Scorecards of the cell"
            ofOneFramework
            scorecards={value?.items}
            outdated={outdated}
          />
        )}
        <Pager
          cursor={cursor}
          nextCursor={value?.nextCursor}
          summary={value ? countOf(value.totalItems, 'entity', 'entities') : ''}
          onCursor={setCursor}
        />
      </div>
    </Panel>
  );
}
