import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
} from '@backstage/ui';
import type { Slo } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  EmptyState,
  LoadFailure,
  Pager,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useSlos } from '../../hooks/useSlos';
import type { SlosView } from '../../hooks/useSlosView';
import { SloStarter } from '../Slo';
import { SlosFilters } from './SlosFilters';
import { SlosTable } from './SlosTable';

function describeCount(total: number | undefined): string {
  if (total === undefined) {
    return '';
  }
  return total === 1
    ? '1 objective'
    : `${total.toLocaleString('en')} objectives`;
}

/** All objectives that one may see, page by page. */
export function SlosList(props: {
  view: SlosView;
  pathOf: (slo: Slo) => string;
}) {
  const { view, pathOf } = props;
  const { value, error, outdated, reload } = useSlos(view.query);
  const total = value?.totalItems;
  if (error && !value) {
    return (
      <LoadFailure what="the objectives" error={error} onRetry={reload}>
        The state of the fleet may still be seen.
      </LoadFailure>
    );
  }
  if (total === 0 && !view.filtered && !outdated) {
    return (
      <>
        <EmptyState
          title="No SLO yet"
          description="What each service promises, and how much of its error budget is left, would be here. No entity that you may see has an objective. Add the first:"
        />
        <SloStarter />
      </>
    );
  }
  return (
    <>
      {error && (
        <LoadFailure
          what="the newest state of the objectives"
          error={error}
          onRetry={reload}
        >
          What is shown is what was read before.
        </LoadFailure>
      )}
      <SlosFilters view={view} />
      {total === 0 && !outdated ? (
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
        <SlosTable slos={value?.items} outdated={outdated} pathOf={pathOf} />
      )}
      <Pager
        cursor={view.query.cursor}
        nextCursor={value?.nextCursor}
        summary={describeCount(total)}
        onCursor={view.setCursor}
      />
      <Accordion>
        <AccordionTrigger title="Add an objective" />
        <AccordionPanel>
          <SloStarter />
        </AccordionPanel>
      </Accordion>
    </>
  );
}
