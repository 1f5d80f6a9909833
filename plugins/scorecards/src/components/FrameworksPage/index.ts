export { FrameworksPage } from './FrameworksPage';
