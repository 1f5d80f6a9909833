export { exampleEntities } from './catalog';
export {
  ExampleScorecardsApi,
  type ExampleState,
} from './ExampleScorecardsApi';
