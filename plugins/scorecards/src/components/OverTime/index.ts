export { OverTime } from './OverTime';
