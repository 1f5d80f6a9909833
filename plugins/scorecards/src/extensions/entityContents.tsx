import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { MEETING_ENTITIES } from './scoredEntities';

const compliance = EntityContentBlueprint.make({
  name: 'compliance',
  params: {
    path: '/compliance',
    title: 'Compliance',
    group: 'compliance',
    filter: MEETING_ENTITIES,
    loader: () =>
      import('../components/ComplianceContent').then(
        ({ ComplianceContent }) => <ComplianceContent />,
      ),
  },
});

export const entityContents = [compliance];
