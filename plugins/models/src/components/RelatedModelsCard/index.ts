export { ModelList } from './ModelList';
export { RelatedModelsCard } from './RelatedModelsCard';
