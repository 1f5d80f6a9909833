export { ModelReleasePicker } from './ModelReleasePicker';
