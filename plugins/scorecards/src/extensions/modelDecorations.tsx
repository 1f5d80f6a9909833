import type { ApiHolder } from '@backstage/frontend-plugin-api';
import {
  ModelHeaderBadgeBlueprint,
  ModelTableColumnBlueprint,
} from '@platform-ops/backstage-plugin-models-react';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { LowestLevel } from '../components/LowestLevel';

function loadScorecards(entityRefs: readonly string[], apis: ApiHolder) {
  return apis.get(scorecardsApiRef)!.getScorecardsByRefs(entityRefs);
}

export const complianceColumn = ModelTableColumnBlueprint.make({
  name: 'compliance',
  params: defineParams =>
    defineParams({
      id: 'compliance',
      title: 'Compliance',
      order: 20,
      load: loadScorecards,
      component: ({ data }) => <LowestLevel scorecards={data ?? []} />,
    }),
});

const complianceBadge = ModelHeaderBadgeBlueprint.make({
  name: 'compliance',
  params: defineParams =>
    defineParams({
      id: 'compliance',
      title: 'Compliance',
      order: 20,
      load: loadScorecards,
      component: ({ data }) => (
        <LowestLevel scorecards={data ?? []} withFramework />
      ),
    }),
});

/** What the pages of the models plugin show of scorecards, where it is installed. */
export const modelDecorations = [complianceColumn, complianceBadge];
