export { DataClasses } from './DataClasses';
