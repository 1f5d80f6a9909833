export * from './describeCap';
export * from './describeScore';
export * from './scorecardStanding';
export * from './verdictWords';
