export { ModelsPage, type ModelsPageProps } from './ModelsPage';
