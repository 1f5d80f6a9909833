export { QueryTest } from './QueryTest';
