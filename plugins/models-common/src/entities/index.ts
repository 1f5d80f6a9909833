export * from './DatasetEntityV1alpha1';
export * from './ModelEntityV1alpha1';
