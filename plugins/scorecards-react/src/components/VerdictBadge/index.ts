export { VerdictBadge, type VerdictBadgeProps } from './VerdictBadge';
export { VerdictIcon, type VerdictIconProps } from './VerdictIcon';
