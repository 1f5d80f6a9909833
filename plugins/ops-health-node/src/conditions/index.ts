export * from './ConditionSource';
