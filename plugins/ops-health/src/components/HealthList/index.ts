export { HealthList, type HealthListItem } from './HealthList';
