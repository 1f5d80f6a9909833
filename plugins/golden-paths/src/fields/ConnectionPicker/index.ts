export { ConnectionPicker } from './ConnectionPicker';
