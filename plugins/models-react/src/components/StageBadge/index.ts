export { StageBadge, type StageBadgeProps } from './StageBadge';
