export { AboutModelCard } from './AboutModelCard';
export { ModelDatasetsCard } from './ModelDatasetsCard';
export { ModelStandingCard } from './ModelStandingCard';
