export {
  findConnection,
  type ArgoCdConnection,
  type ConnectionKind,
  type ConnectionOfKind,
  type Connections,
  type HttpConnection,
  type PipelineConnection,
  type RegistryConnection,
} from './Connections';
export { readConnections } from './readConnections';
export {
  assertMayUse,
  readAllowedUse,
  type AllowedUse,
  type TemplateTask,
} from './allowedUse';
