export { SloBadge } from './SloBadge';
export { SloBudget } from './SloBudget';
export { SloDetail } from './SloDetail';
export { SloStarter } from './SloStarter';
