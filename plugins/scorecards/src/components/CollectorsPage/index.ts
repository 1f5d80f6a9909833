export { CollectorsPage } from './CollectorsPage';
