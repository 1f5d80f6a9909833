export { ModelLink, type ModelLinkProps } from './ModelLink';
