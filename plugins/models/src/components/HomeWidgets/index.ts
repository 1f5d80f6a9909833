export { MyModels } from './MyModels';
export { RecentModels } from './RecentModels';
