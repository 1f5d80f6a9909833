export { TextAcceptance } from './TextAcceptance';
