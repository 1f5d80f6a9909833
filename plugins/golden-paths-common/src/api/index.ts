export * from './connections';
export * from './paths';
export * from './pipelines';
export * from './previews';
export * from './repositories';
