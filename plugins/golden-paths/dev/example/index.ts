export { exampleEntities, exampleTemplate } from './entities';
export {
  ExampleGoldenPathsApi,
  type ExampleState,
} from './ExampleGoldenPathsApi';
export { ExampleScaffolderApi } from './ExampleScaffolderApi';
