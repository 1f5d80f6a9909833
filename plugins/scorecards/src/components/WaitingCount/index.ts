export { WaitingCount } from './WaitingCount';
