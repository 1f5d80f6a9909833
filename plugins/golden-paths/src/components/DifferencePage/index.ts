export { DifferencePage } from './DifferencePage';
