export { ModelBoundary } from './ModelBoundary';
export { ModelPanel } from './ModelPanel';
