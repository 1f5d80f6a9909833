import type { ApiHolder } from '@backstage/frontend-plugin-api';
import {
  ModelHeaderBadgeBlueprint,
  ModelTableColumnBlueprint,
} from '@platform-ops/backstage-plugin-models-react';
import {
  HealthBadge,
  opsHealthApiRef,
} from '@platform-ops/backstage-plugin-ops-health-react';

function loadHealth(entityRefs: readonly string[], apis: ApiHolder) {
  return apis.get(opsHealthApiRef)!.getHealthByRefs(entityRefs);
}

export const healthColumn = ModelTableColumnBlueprint.make({
  name: 'health',
  params: defineParams =>
    defineParams({
      id: 'health',
      title: 'Health',
      order: 10,
      load: loadHealth,
      component: ({ data }) => <HealthBadge health={data} />,
    }),
});

const healthBadge = ModelHeaderBadgeBlueprint.make({
  name: 'health',
  params: defineParams =>
    defineParams({
      id: 'health',
      title: 'Health',
      order: 10,
      load: loadHealth,
      component: ({ data }) => <HealthBadge health={data} />,
    }),
});

/** What the pages of the models plugin show of health, where it is installed. */
export const modelDecorations = [healthColumn, healthBadge];
