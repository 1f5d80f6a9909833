export { EntityHealthBoundary } from './EntityHealthBoundary';
export { HealthHeadline } from './HealthHeadline';
export { HealthProblems } from './HealthProblems';
export { HealthStaleness } from './HealthStaleness';
