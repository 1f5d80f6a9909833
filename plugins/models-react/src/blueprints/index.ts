export * from './ModelHeaderBadgeBlueprint';
export * from './ModelTableColumnBlueprint';
export * from './types';
