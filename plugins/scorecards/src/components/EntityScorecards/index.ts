export { EvaluatedAt } from './EvaluatedAt';
export { ScorecardHeadline } from './ScorecardHeadline';
export { ScorecardsBoundary } from './ScorecardsBoundary';
