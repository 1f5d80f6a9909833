import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { MADE_ENTITIES } from './pathEntities';

const path = EntityCardBlueprint.make({
  name: 'path',
  params: {
    type: 'content',
    filter: MADE_ENTITIES,
    loader: () =>
      import('../components/PathCard').then(({ PathCard }) => <PathCard />),
  },
});

export const entityCards = [path];
