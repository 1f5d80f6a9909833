export * from './queries';
export * from './ScorecardsApi';
export * from './ScorecardsClient';
