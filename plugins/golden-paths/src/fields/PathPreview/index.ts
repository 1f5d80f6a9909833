export { PathPreview } from './PathPreview';
