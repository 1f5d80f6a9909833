export { exampleEntities } from './catalog';
export type { KeptWords } from './decisions';
export {
  ExampleScorecardsApi,
  type ExampleState,
} from './ExampleScorecardsApi';
export { EXAMPLE_PEOPLE } from './people';
