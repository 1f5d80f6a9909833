export { ControlDetail } from './ControlDetail';
export { Disclosure } from './Disclosure';
