export { EntityChoice, type EntityChoiceKind } from './EntityChoice';
