export { ExampleModelsApi, type ExampleState } from './ExampleModelsApi';
export { exampleEntities } from './entities';
