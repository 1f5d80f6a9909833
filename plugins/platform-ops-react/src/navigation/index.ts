export { EntityLink, type EntityLinkProps } from './EntityLink';
export { ExternalLink, type ExternalLinkProps } from './ExternalLink';
export {
  AppLink,
  useAppNavigate,
  usePathParams,
  useQueryParams,
  type AppLinkProps,
  type QueryParamsUpdate,
} from './navigation';
export { PageRoutes, type PageRoutesProps } from './PageRoutes';
export { SubPages, type SubPagesProps } from './SubPages';
export { useEntityPath } from './useEntityPath';
