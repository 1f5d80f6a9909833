export { describeError } from './describeError';
export { EmptyState, type EmptyStateProps } from './EmptyState';
export { ErrorState, type ErrorStateProps } from './ErrorState';
export { ForbiddenState, type ForbiddenStateProps } from './ForbiddenState';
export { LoadFailure, type LoadFailureProps } from './LoadFailure';
export { SkeletonLines, type SkeletonLinesProps } from './SkeletonLines';
export { StateBadge, type StateBadgeProps } from './StateBadge';
export { StateIcon, type StateIconProps } from './StateIcon';
export type { State } from './State';
