export * from './LevelBadge';
export * from './ShareBar';
export * from './VerdictBadge';
