export { hospital } from './hospital';
export { language } from './language';
export { shop } from './shop';
export { trading } from './trading';
