export { PathsPages } from './PathsPages';
