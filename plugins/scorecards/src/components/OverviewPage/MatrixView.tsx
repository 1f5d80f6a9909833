import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  Pager,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../../controls/countWords';
import { NO_GROUP, type OverviewView } from '../../hooks/useOverviewView';
import { askedFrameworks } from '../../matrix/askedFrameworks';
import { groupWords, rowTitle } from '../../matrix/rowWords';
import { ScopeList } from '../Framework';
import { MatrixTable } from './MatrixTable';
import { OpenedCell } from './OpenedCell';

const SKELETON_LINES = 8;
const SKELETON_HEIGHT = 48;

/** Groups of entities by frameworks, with the cell that is open below. */
export function MatrixView(props: {
  view: OverviewView;
  frameworks: readonly FrameworkSummary[] | undefined;
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(view.matrixFilter),
    () => api.getMatrix(view.matrixFilter),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);

  if (error && !value) {
    return <LoadFailure what="the scorecards" error={error} onRetry={reload} />;
  }
  if (!value) {
    return (
      <SkeletonLines
        lines={SKELETON_LINES}
        lineHeight={SKELETON_HEIGHT}
        label="Loading the scorecards"
      />
    );
  }
  if (value.totalRows === 0 && !outdated) {
    return view.filtered ? (
      <EmptyState
        title="Nothing matches"
        description="The filters together leave nothing."
        action={
          <Button size="small" variant="secondary" onPress={view.clear}>
            Clear all filters
          </Button>
        }
      />
    ) : (
      <EmptyState
        title="Nothing was evaluated yet"
        description="A row for each system would be here. The frameworks are there; the first evaluation starts by itself once the collectors have brought facts."
      />
    );
  }
  const words = groupWords(view.by);
  const row = value.rows.find(
    ({ key }) => (key || NO_GROUP) === view.opened.row,
  );
  const columns = askedFrameworks(value);
  const column = columns.find(({ id }) => id === view.opened.framework);
  const known = (frameworks ?? []).filter(({ id }) =>
    columns.some(shown => shown.id === id),
  );
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
      <MatrixTable matrix={value} view={view} outdated={outdated} />
      <Pager
        cursor={view.matrixFilter.cursor}
        nextCursor={value.nextCursor}
        summary={countOf(
          value.totalRows,
          words.one.toLocaleLowerCase('en'),
          words.many.toLocaleLowerCase('en'),
        )}
        onCursor={view.setCursor}
      />
      {view.opened.row && column && (
        <OpenedCell
          key={`${view.by} ${view.opened.row} ${column.id}`}
          title={row ? rowTitle(row, view.by) : view.opened.row}
          group={view.opened.row}
          framework={known.find(({ id }) => id === column.id) ?? column}
          view={view}
        />
      )}
      <Text as="p" variant="body-small" color="secondary">
        A cell counts the entities at each level, the lowest first, and shows
        the mean score with its change in 30 days. What is shown is evidence;
        whether it is enough is for people to say.
      </Text>
      <ScopeList frameworks={known} />
    </>
  );
}
