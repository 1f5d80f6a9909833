import { useApi } from '@backstage/frontend-plugin-api';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import type { OverviewView } from '../../hooks/useOverviewView';
import { ScopeList } from '../Framework';
import { PagedList } from '../PagedList';
import { ScorecardRows } from './ScorecardRows';

const SKELETON_ROWS = 15;

/** All scorecards that one may see, page by page. */
export function ScorecardsTable(props: {
  view: OverviewView;
  frameworks: readonly FrameworkSummary[];
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  return (
    <>
      <PagedList
        noun="scorecard"
        query={view.query}
        load={query => api.listScorecards(query)}
        view={view}
        none={{
          title: 'Nothing was evaluated yet',
          description:
            'The first evaluation starts by itself once the collectors have brought facts.',
        }}
      >
        {(scorecards, outdated) => (
          <ScorecardRows
            label="Scorecards"
            scorecards={scorecards}
            outdated={outdated}
            skeletonRows={SKELETON_ROWS}
            sort={view.sort}
            onSort={view.setSort}
          />
        )}
      </PagedList>
      <ScopeList
        frameworks={frameworks.filter(
          ({ id }) =>
            view.framework.length === 0 || view.framework.includes(id),
        )}
      />
    </>
  );
}
