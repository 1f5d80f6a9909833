import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

const aboutModel = EntityCardBlueprint.make({
  name: 'about',
  params: {
    type: 'content',
    filter: { kind: 'model' },
    loader: () =>
      import('../components/ModelCards').then(({ AboutModelCard }) => (
        <AboutModelCard />
      )),
  },
});

const standing = EntityCardBlueprint.make({
  name: 'standing',
  params: {
    type: 'info',
    filter: { kind: 'model' },
    loader: () =>
      import('../components/ModelCards').then(({ ModelStandingCard }) => (
        <ModelStandingCard />
      )),
  },
});

const datasets = EntityCardBlueprint.make({
  name: 'datasets',
  params: {
    type: 'info',
    filter: { kind: 'model' },
    loader: () =>
      import('../components/ModelCards').then(({ ModelDatasetsCard }) => (
        <ModelDatasetsCard />
      )),
  },
});

const dataset = EntityCardBlueprint.make({
  name: 'dataset',
  params: {
    type: 'content',
    filter: { kind: 'dataset' },
    loader: () =>
      import('../components/DatasetCard').then(({ DatasetCard }) => (
        <DatasetCard />
      )),
  },
});

const relatedModels = EntityCardBlueprint.make({
  name: 'related',
  params: {
    type: 'content',
    filter: { kind: { $in: ['system', 'group', 'user'] } },
    loader: () =>
      import('../components/RelatedModelsCard').then(
        ({ RelatedModelsCard }) => <RelatedModelsCard />,
      ),
  },
});

export const entityCards = [
  aboutModel,
  standing,
  datasets,
  dataset,
  relatedModels,
];
