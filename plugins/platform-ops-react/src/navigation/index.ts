export { EntityLink, type EntityLinkProps } from './EntityLink';
export {
  AppLink,
  useAppNavigate,
  useQueryParams,
  type AppLinkProps,
  type QueryParamsUpdate,
} from './navigation';
export { SubPages, type SubPagesProps } from './SubPages';
