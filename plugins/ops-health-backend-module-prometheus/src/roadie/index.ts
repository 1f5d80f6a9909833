export * from './readRoadieAnnotations';
