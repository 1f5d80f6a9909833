import { Button } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  Pager,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useScorecardsSignal } from '@platform-ops/backstage-plugin-scorecards-react';
import type { ReactNode } from 'react';
import { countOf } from '../../controls/countWords';

interface Page<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

/**
 * Something by pages: each is read again when verdicts change, and what was read
 * before stays until the next one is there.
 */
export function PagedList<T, Q extends { cursor?: string }>(props: {
  /** What one of them is called, e.g. `decision`. */
  noun: string;
  query: Q;
  load: (query: Q) => Promise<Page<T>>;
  view: {
    filtered: boolean;
    clear: () => void;
    setCursor: (cursor: string | undefined) => void;
  };
  /** What is said where there are none, whatever the filters. */
  none: { title: string; description: string };
  filters?: ReactNode;
  children: (items: T[] | undefined, outdated: boolean) => ReactNode;
}) {
  const { noun, query, view, none } = props;
  const { value, error, outdated, reload } = useLoad(
    JSON.stringify(query),
    () => props.load(query),
    { keepPrevious: true },
  );
  useScorecardsSignal(reload);
  if (error && !value) {
    return <LoadFailure what={`the ${noun}s`} error={error} onRetry={reload} />;
  }
  return (
    <>
      {props.filters}
      {error && (
        <LoadFailure
          what={`the newest ${noun}s`}
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      {value?.totalItems === 0 && !outdated ? (
        <EmptyState
          title={view.filtered ? 'Nothing matches' : none.title}
          description={
            view.filtered
              ? `The filters together leave no ${noun}.`
              : none.description
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
        props.children(value?.items, outdated)
      )}
      <Pager
        cursor={query.cursor}
        nextCursor={value?.nextCursor}
        summary={value ? countOf(value.totalItems, noun) : ''}
        onCursor={view.setCursor}
      />
    </>
  );
}
