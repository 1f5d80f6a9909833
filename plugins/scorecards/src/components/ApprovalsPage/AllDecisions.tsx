import { useApi } from '@backstage/frontend-plugin-api';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import type { DecisionsView } from '../../hooks/useDecisionsView';
import { PagedList } from '../PagedList';
import { DecisionFilters } from './DecisionFilters';
import { DecisionRows } from './DecisionRows';

const SKELETON_ROWS = 12;

/** All that was ever asked for, of what one may see, page by page. */
export function AllDecisions(props: { view: DecisionsView }) {
  const { view } = props;
  const api = useApi(scorecardsApiRef);
  return (
    <PagedList
      noun="decision"
      query={view.query}
      load={query => api.listDecisions(query)}
      view={view}
      none={{
        title: 'Nobody asked for anything',
        description:
          'Exemptions, alternatives and controls that do not apply appear here once somebody asks for them at a control.',
      }}
      filters={<DecisionFilters view={view} />}
    >
      {(decisions, outdated) => (
        <DecisionRows
          decisions={decisions}
          outdated={outdated}
          skeletonRows={SKELETON_ROWS}
        />
      )}
    </PagedList>
  );
}
