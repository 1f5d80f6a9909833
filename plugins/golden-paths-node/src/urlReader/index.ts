export { repositoryUrlReaderFactory } from './repositoryUrlReaderFactory';
export { RepositoryUrls, type RepositoryAddress } from './RepositoryUrls';
