export * from './changes';
export * from './evidence';
export * from './fleet';
export * from './health';
export * from './series';
export * from './slos';
export * from './sources';
