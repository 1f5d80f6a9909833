export * from './changes';
export * from './claims';
export * from './models';
export * from './registries';
export * from './versions';
