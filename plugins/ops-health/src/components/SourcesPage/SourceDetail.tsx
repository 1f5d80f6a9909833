import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  AppLink,
  PageSection,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { sourcesRouteRef } from '../../routes';
import { QueryTest } from '../QueryTest';
import { JoinsTable } from './JoinsTable';
import { SourceCard } from './SourceCard';

/** One source in full: what joins what, and a query of one's own. */
export function SourceDetail(props: {
  source: HealthSource;
  onChanged: () => void;
}) {
  const { source, onChanged } = props;
  const sourcesPath = useRouteRef(sourcesRouteRef)?.();
  return (
    <>
      {sourcesPath && (
        <div>
          <AppLink to={sourcesPath}>All sources</AppLink>
        </div>
      )}
      <SourceCard source={source} onChanged={onChanged} opened />
      <PageSection
        title="What joins what"
        description="Label sets that the source has, and the entities that they join. An ambiguous one joins nothing."
      >
        <JoinsTable source={source} />
      </PageSection>
      {source.takesQueries && (
        <PageSection
          title="Test a query"
          description="Asks the source now and shows what comes back. Nothing is kept."
        >
          <QueryTest sourceId={source.id} />
        </PageSection>
      )}
      {source.role === 'metrics' && !source.takesQueries && (
        <Text as="p" variant="body-small" color="secondary">
          Queries of your own cannot be tested here: sources of type{' '}
          {source.type} have no language for them.
        </Text>
      )}
    </>
  );
}
