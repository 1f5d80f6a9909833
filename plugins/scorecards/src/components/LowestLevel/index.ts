export { LowestLevel } from './LowestLevel';
