export * from './ModelsApi';
export * from './ModelsClient';
export * from './queries';
