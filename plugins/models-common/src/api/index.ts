export * from './changes';
export * from './models';
export * from './registries';
export * from './shared';
export * from './versions';
