export { ChangeItems } from './ChangeItems';
export { ChangeIcon, ChangeKind } from './ChangeKind';
export { MissingChanges } from './MissingChanges';
