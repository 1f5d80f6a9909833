import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RUNNING_ENTITIES } from './pathEntities';

const pipelines = EntityContentBlueprint.make({
  name: 'pipelines',
  params: {
    path: '/pipelines',
    title: 'Pipelines',
    group: 'deployment',
    filter: RUNNING_ENTITIES,
    loader: () =>
      import('../components/PipelinesContent').then(({ PipelinesContent }) => (
        <PipelinesContent />
      )),
  },
});

export const entityContents = [pipelines];
