export * from './artifacts';
export * from './changes';
export * from './claims';
export * from './history';
export * from './models';
export * from './registries';
export * from './versions';
