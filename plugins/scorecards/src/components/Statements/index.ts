export { StatementDialog } from './StatementDialog';
export { StatementItem } from './StatementItem';
