import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  Pager,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';
import type { DecisionsView } from '../../hooks/useDecisionsView';
import { DecisionFilters } from './DecisionFilters';
import { DecisionRows } from './DecisionRows';

const SKELETON_ROWS = 12;

/** All that was ever asked for, of what one may see, page by page. */
export function AllDecisions(props: { view: DecisionsView }) {
  const { view } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(view.query),
    () => api.listDecisions(view.query),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  if (error && !value) {
    return <LoadFailure what="the decisions" error={error} onRetry={reload} />;
  }
  return (
    <>
      <DecisionFilters view={view} />
      {error && (
        <LoadFailure what="the newest decisions" error={error} onRetry={reload}>
          What is shown is what was read before.
        </LoadFailure>
      )}
      {value?.totalItems === 0 && !outdated ? (
        <EmptyState
          title={
            view.filtered ? 'Nothing matches' : 'Nobody asked for anything'
          }
          description={
            view.filtered
              ? 'The filters together leave no decision.'
              : 'Exemptions, alternatives and controls that do not apply appear here once somebody asks for them at a control.'
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
        <DecisionRows
          decisions={value?.items}
          outdated={outdated}
          skeletonRows={SKELETON_ROWS}
        />
      )}
      <Pager
        cursor={view.query.cursor}
        nextCursor={value?.nextCursor}
        summary={value ? countOf(value.totalItems, 'decision') : ''}
        onCursor={view.setCursor}
      />
    </>
  );
}
