export {
  CatalogAccess,
  type IsVisible,
  type VisibleRefs,
} from './CatalogAccess';
