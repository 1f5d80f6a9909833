import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const modelPicker = FormFieldBlueprint.make({
  name: 'model-picker',
  params: {
    field: () => import('../fields/ModelPicker').then(m => m.ModelPicker),
  },
});

const modelReleasePicker = FormFieldBlueprint.make({
  name: 'model-release-picker',
  params: {
    field: () =>
      import('../fields/ModelReleasePicker').then(m => m.ModelReleasePicker),
  },
});

const datasetPicker = FormFieldBlueprint.make({
  name: 'dataset-picker',
  params: {
    field: () => import('../fields/DatasetPicker').then(m => m.DatasetPicker),
  },
});

const clusterPicker = FormFieldBlueprint.make({
  name: 'cluster-picker',
  params: {
    field: () => import('../fields/ClusterPicker').then(m => m.ClusterPicker),
  },
});

const connectionPicker = FormFieldBlueprint.make({
  name: 'connection-picker',
  params: {
    field: () =>
      import('../fields/ConnectionPicker').then(m => m.ConnectionPicker),
  },
});

const pathName = FormFieldBlueprint.make({
  name: 'path-name',
  params: { field: () => import('../fields/PathName').then(m => m.PathName) },
});

const pathPreview = FormFieldBlueprint.make({
  name: 'path-preview',
  params: {
    field: () => import('../fields/PathPreview').then(m => m.PathPreview),
  },
});

export const formFields = [
  modelPicker,
  modelReleasePicker,
  datasetPicker,
  clusterPicker,
  connectionPicker,
  pathName,
  pathPreview,
];
