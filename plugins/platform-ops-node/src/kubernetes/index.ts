export { describeClientSideAuth } from './clientSideAuth';
export { ClusterConnection } from './ClusterConnection';
export {
  ClusterDiscovery,
  rootOf,
  type ServedKind,
  type ServedResource,
} from './ClusterDiscovery';
export { ClusterError, type ClusterErrorKind } from './ClusterError';
export {
  KubernetesClient,
  type Asking,
  type AskingCost,
  type Cluster,
  type ClusterChange,
  type ClusterQuestion,
} from './KubernetesClient';
export { LARGEST_PAGE, listObjects, type Listed } from './listObjects';
export { resourceName, type ResourceKind } from './ResourceKind';
