export * from './useControlExplanation';
export * from './useScorecards';
export * from './useScorecardsSignal';
