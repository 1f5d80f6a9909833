export { ScorecardTrend } from './ScorecardTrend';
export { Trend } from './Trend';
