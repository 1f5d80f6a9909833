import { createExtensionInput } from '@backstage/frontend-plugin-api';
import { EntityHeaderLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ModelHeaderBadgeBlueprint } from '@platform-ops/backstage-plugin-models-react';

export const modelHeaderLayout = EntityHeaderLayoutBlueprint.makeWithOverrides({
  inputs: {
    badges: createExtensionInput([ModelHeaderBadgeBlueprint.dataRefs.badge]),
  },
  factory(originalFactory, { inputs }) {
    const badges = inputs.badges
      .map(input => input.get(ModelHeaderBadgeBlueprint.dataRefs.badge))
      .sort((a, b) => a.order - b.order);
    return originalFactory({
      filter: { kind: 'model' },
      loader: () =>
        import('../components/ModelHeader').then(({ ModelHeader }) => props => (
          <ModelHeader {...props} badges={badges} />
        )),
    });
  },
});
