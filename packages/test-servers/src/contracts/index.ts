export { ContractServer, type ContractServerOptions } from './ContractServer';
export * from './describeWithContract';
export {
  findContract,
  type ContractName,
  type FoundContract,
} from './findContract';
export * from './startArgoCdDouble';
export * from './startKfpDouble';
export * from './startKubeflowRegistryDouble';
