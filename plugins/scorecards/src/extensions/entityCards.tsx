import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { SCORED_ENTITIES } from './scoredEntities';

const scorecard = EntityCardBlueprint.make({
  name: 'scorecard',
  params: {
    type: 'content',
    filter: SCORED_ENTITIES,
    loader: () =>
      import('../components/ScorecardCard').then(({ ScorecardCard }) => (
        <ScorecardCard />
      )),
  },
});

export const entityCards = [scorecard];
