import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

const versions = EntityContentBlueprint.make({
  name: 'versions',
  params: {
    path: '/versions',
    title: 'Versions',
    filter: { kind: 'model' },
    loader: () =>
      import('../components/Versions').then(({ VersionsContent }) => (
        <VersionsContent />
      )),
  },
});

const modelCard = EntityContentBlueprint.make({
  name: 'card',
  params: {
    path: '/card',
    title: 'Model card',
    filter: { kind: 'model' },
    loader: () =>
      import('../components/ModelCardContent').then(({ ModelCardContent }) => (
        <ModelCardContent />
      )),
  },
});

export const entityContents = [versions, modelCard];
