export { PrintButton } from './PrintButton';
export { PrintedDocument } from './PrintedDocument';
export { PrintTitle } from './PrintTitle';
