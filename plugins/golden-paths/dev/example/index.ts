export { exampleEntities, exampleTemplate } from './entities';
export {
  ExampleGoldenPathsApi,
  type ExampleState,
} from './ExampleGoldenPathsApi';
export { ExampleModelsApi } from './ExampleModelsApi';
export { ExampleScaffolderApi } from './ExampleScaffolderApi';
