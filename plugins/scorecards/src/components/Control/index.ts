export { ControlDetail } from './ControlDetail';
