export { CreateLinks } from './CreateLinks';
