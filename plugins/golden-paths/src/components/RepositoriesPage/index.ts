export { RepositoriesPages } from './RepositoriesPages';
