import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  Pager,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';
import type { OverviewView } from '../../hooks/useOverviewView';
import { ScopeList } from '../Framework';
import { ScorecardRows } from './ScorecardRows';

const SKELETON_ROWS = 15;

/** All scorecards that one may see, page by page. */
export function ScorecardsTable(props: {
  view: OverviewView;
  frameworks: readonly FrameworkSummary[];
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(view.query),
    () => api.listScorecards(view.query),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  if (error && !value) {
    return <LoadFailure what="the scorecards" error={error} onRetry={reload} />;
  }
  return (
    <>
      {error && (
        <LoadFailure
          what="the newest scorecards"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      {value?.totalItems === 0 && !outdated ? (
        <EmptyState
          title={
            view.filtered ? 'Nothing matches' : 'Nothing was evaluated yet'
          }
          description={
            view.filtered
              ? 'The filters together leave nothing.'
              : 'The first evaluation starts by itself once the collectors have brought facts.'
          }
          action={
            view.filtered && (
              <Button size="small" variant="secondary" onPress={view.clear}>
                Clear all filters
              </Button>
            )
          }
        />
      ) : (
        <ScorecardRows
          label="Scorecards"
          scorecards={value?.items}
          outdated={outdated}
          skeletonRows={SKELETON_ROWS}
          sort={view.sort}
          onSort={view.setSort}
        />
      )}
      <Pager
        cursor={view.query.cursor}
        nextCursor={value?.nextCursor}
        summary={value ? countOf(value.totalItems, 'scorecard') : ''}
        onCursor={view.setCursor}
      />
      <ScopeList
        frameworks={frameworks.filter(({ id }) =>
          value?.items.some(({ frameworkId }) => frameworkId === id),
        )}
      />
    </>
  );
}
