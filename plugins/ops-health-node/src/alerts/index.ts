export * from './AlertSource';
