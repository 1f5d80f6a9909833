export * from './collectors';
export * from './controls';
export * from './frameworks';
export * from './scorecards';
