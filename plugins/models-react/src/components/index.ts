export * from './ModelLink';
export * from './StageBadge';
