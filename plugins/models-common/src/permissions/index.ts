export * from './conditions';
export * from './permissions';
