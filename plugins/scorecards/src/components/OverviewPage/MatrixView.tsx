import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';
import { NO_SYSTEM, type OverviewView } from '../../hooks/useOverviewView';
import { buildMatrix } from '../../matrix/buildMatrix';
import { readScorecards } from '../../matrix/readScorecards';
import { ScopeList } from '../Framework';
import { MatrixTable } from './MatrixTable';
import { OpenedCell } from './OpenedCell';

const SKELETON_LINES = 8;
const SKELETON_HEIGHT = 48;

/** Systems by frameworks, with the cell that is open below. */
export function MatrixView(props: {
  view: OverviewView;
  frameworks: readonly FrameworkSummary[] | undefined;
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(view.narrowed),
    () => readScorecards(api, view.narrowed),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  const matrix = useMemo(
    () => frameworks && value && buildMatrix(frameworks, value.scorecards),
    [frameworks, value],
  );

  if (error && !value) {
    return <LoadFailure what="the scorecards" error={error} onRetry={reload} />;
  }
  if (!matrix || !value) {
    return (
      <SkeletonLines
        lines={SKELETON_LINES}
        lineHeight={SKELETON_HEIGHT}
        label="Loading the scorecards"
      />
    );
  }
  if (matrix.rows.length === 0) {
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
  const row = matrix.rows.find(
    ({ system }) => (system ?? NO_SYSTEM) === view.opened.system,
  );
  const framework = matrix.frameworks.find(
    ({ id }) => id === view.opened.framework,
  );
  const cell = framework && row?.cells.get(framework.id);
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
      {value.totalItems > value.scorecards.length && (
        <Text as="p" variant="body-medium">
          Shown are the {value.scorecards.length.toLocaleString('en')} lowest of{' '}
          {value.totalItems.toLocaleString('en')} scorecards. Choose an owner or
          a framework to see all of theirs.
        </Text>
      )}
      <MatrixTable matrix={matrix} view={view} outdated={outdated} />
      {row && framework && cell && (
        <OpenedCell
          key={`${row.system} ${framework.id}`}
          row={row}
          framework={framework}
          cell={cell}
          view={view}
        />
      )}
      <Text as="p" variant="body-small" color="secondary">
        A cell shows the weakest of the system and its parts: the lowest level,
        then the lowest score. What is shown is evidence; whether it is enough
        is for people to say.
      </Text>
      <ScopeList frameworks={matrix.frameworks} />
    </>
  );
}
