export * from './annotationDefinitions';
export * from './datasetKindSchema';
export * from './entitySchemas';
export * from './modelKindSchema';
export * from './relationFields';
