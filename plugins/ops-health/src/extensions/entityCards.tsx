import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { MEASURED_ENTITIES } from './measuredEntities';
import { SERVING_ENTITIES } from './servingEntities';

const health = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'content',
    filter: MEASURED_ENTITIES,
    loader: () =>
      import('../components/HealthCard').then(({ HealthCard }) => (
        <HealthCard />
      )),
  },
});

const deployments = EntityCardBlueprint.make({
  name: 'deployments',
  params: {
    type: 'content',
    filter: SERVING_ENTITIES,
    loader: () =>
      import('../components/DeploymentsCard').then(({ DeploymentsCard }) => (
        <DeploymentsCard />
      )),
  },
});

const rollup = EntityCardBlueprint.make({
  name: 'rollup',
  params: {
    type: 'content',
    filter: { kind: { $in: ['system', 'domain', 'group'] } },
    loader: () =>
      import('../components/RollupCard').then(({ RollupCard }) => (
        <RollupCard />
      )),
  },
});

export const entityCards = [health, deployments, rollup];
