export { Cost } from './Cost';
