export { PathName } from './PathName';
