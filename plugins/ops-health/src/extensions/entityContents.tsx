import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { MEASURED_ENTITIES } from './measuredEntities';

const health = EntityContentBlueprint.make({
  name: 'health',
  params: {
    path: '/health',
    title: 'Health',
    group: 'observability',
    filter: MEASURED_ENTITIES,
    loader: () =>
      import('../components/HealthContent').then(({ HealthContent }) => (
        <HealthContent />
      )),
  },
});

export const entityContents = [health];
