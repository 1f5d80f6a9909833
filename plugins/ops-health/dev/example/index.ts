export { exampleEntities } from './catalog';
export { ExampleOpsHealthApi, type ExampleState } from './ExampleOpsHealthApi';
