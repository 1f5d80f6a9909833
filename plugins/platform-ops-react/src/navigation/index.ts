export { EntityLink, type EntityLinkProps } from './EntityLink';
export { ExternalLink, type ExternalLinkProps } from './ExternalLink';
export {
  AppLink,
  useAppNavigate,
  useQueryParams,
  type AppLinkProps,
  type QueryParamsUpdate,
} from './navigation';
export { SubPages, type SubPagesProps } from './SubPages';
export { useEntityPath } from './useEntityPath';
