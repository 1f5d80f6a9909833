/**
 * An object in the form of the Kubernetes API.
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    creationTimestamp: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: unknown[];
    managedFields?: unknown[];
  };
  spec?: unknown;
  status?: unknown;
  /** What some kinds have besides. */
  [field: string]: unknown;
}

/**
 * A kind of objects that the API serves.
 */
export interface Resource {
  /** Empty for the core group. */
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  shortNames: string[];
  namespaced: boolean;
}

function resource(
  apiVersion: string,
  kind: string,
  plural: string,
  options: { shortNames?: string[]; namespaced?: boolean } = {},
): Resource {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return {
    group,
    version,
    plural,
    singular: kind.toLocaleLowerCase('en-US'),
    kind,
    shortNames: options.shortNames ?? [],
    namespaced: options.namespaced ?? true,
  };
}

export const RESOURCES = {
  namespaces: {
    group: '',
    version: 'v1',
    plural: 'namespaces',
    singular: 'namespace',
    kind: 'Namespace',
    shortNames: ['ns'],
    namespaced: false,
  },
  pods: {
    group: '',
    version: 'v1',
    plural: 'pods',
    singular: 'pod',
    kind: 'Pod',
    shortNames: ['po'],
    namespaced: true,
  },
  deployments: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    singular: 'deployment',
    kind: 'Deployment',
    shortNames: ['deploy'],
    namespaced: true,
  },
  inferenceservices: {
    group: 'serving.kserve.io',
    version: 'v1beta1',
    plural: 'inferenceservices',
    singular: 'inferenceservice',
    kind: 'InferenceService',
    shortNames: ['isvc'],
    namespaced: true,
  },
  serviceaccounts: {
    group: '',
    version: 'v1',
    plural: 'serviceaccounts',
    singular: 'serviceaccount',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    namespaced: true,
  },
  persistentvolumeclaims: {
    group: '',
    version: 'v1',
    plural: 'persistentvolumeclaims',
    singular: 'persistentvolumeclaim',
    kind: 'PersistentVolumeClaim',
    shortNames: ['pvc'],
    namespaced: true,
  },
  statefulsets: {
    group: 'apps',
    version: 'v1',
    plural: 'statefulsets',
    singular: 'statefulset',
    kind: 'StatefulSet',
    shortNames: ['sts'],
    namespaced: true,
  },
  daemonsets: {
    group: 'apps',
    version: 'v1',
    plural: 'daemonsets',
    singular: 'daemonset',
    kind: 'DaemonSet',
    shortNames: ['ds'],
    namespaced: true,
  },
  roles: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'roles',
    singular: 'role',
    kind: 'Role',
    shortNames: [],
    namespaced: true,
  },
  rolebindings: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'rolebindings',
    singular: 'rolebinding',
    kind: 'RoleBinding',
    shortNames: [],
    namespaced: true,
  },
  clusterroles: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'clusterroles',
    singular: 'clusterrole',
    kind: 'ClusterRole',
    shortNames: [],
    namespaced: false,
  },
  clusterrolebindings: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'clusterrolebindings',
    singular: 'clusterrolebinding',
    kind: 'ClusterRoleBinding',
    shortNames: [],
    namespaced: false,
  },
  networkpolicies: {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    singular: 'networkpolicy',
    kind: 'NetworkPolicy',
    shortNames: ['netpol'],
    namespaced: true,
  },
  storageclasses: {
    group: 'storage.k8s.io',
    version: 'v1',
    plural: 'storageclasses',
    singular: 'storageclass',
    kind: 'StorageClass',
    shortNames: ['sc'],
    namespaced: false,
  },
  policyreports: {
    group: 'wgpolicyk8s.io',
    version: 'v1alpha2',
    plural: 'policyreports',
    singular: 'policyreport',
    kind: 'PolicyReport',
    shortNames: ['polr'],
    namespaced: true,
  },
  // Asked for by the Kubernetes pages; there are none.
  replicasets: resource('apps/v1', 'ReplicaSet', 'replicasets', {
    shortNames: ['rs'],
  }),
  ingresses: resource('networking.k8s.io/v1', 'Ingress', 'ingresses', {
    shortNames: ['ing'],
  }),
  podmetrics: resource('metrics.k8s.io/v1beta1', 'PodMetrics', 'pods'),
  services: resource('v1', 'Service', 'services', { shortNames: ['svc'] }),
  configmaps: resource('v1', 'ConfigMap', 'configmaps', {
    shortNames: ['cm'],
  }),
  resourcequotas: resource('v1', 'ResourceQuota', 'resourcequotas', {
    shortNames: ['quota'],
  }),
  limitranges: resource('v1', 'LimitRange', 'limitranges', {
    shortNames: ['limits'],
  }),
  jobs: resource('batch/v1', 'Job', 'jobs'),
  cronjobs: resource('batch/v1', 'CronJob', 'cronjobs', { shortNames: ['cj'] }),
  poddisruptionbudgets: resource(
    'policy/v1',
    'PodDisruptionBudget',
    'poddisruptionbudgets',
    { shortNames: ['pdb'] },
  ),
  horizontalpodautoscalers: resource(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    { shortNames: ['hpa'] },
  ),
  priorityclasses: resource(
    'scheduling.k8s.io/v1',
    'PriorityClass',
    'priorityclasses',
    { shortNames: ['pc'], namespaced: false },
  ),
  llminferenceservices: resource(
    'serving.kserve.io/v1alpha2',
    'LLMInferenceService',
    'llminferenceservices',
    { shortNames: ['llmisvc'] },
  ),
  servingruntimes: resource(
    'serving.kserve.io/v1alpha1',
    'ServingRuntime',
    'servingruntimes',
  ),
  trainjobs: resource('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'trainjobs'),
  prometheusrules: resource(
    'monitoring.coreos.com/v1',
    'PrometheusRule',
    'prometheusrules',
    { shortNames: ['promrule'] },
  ),
  servicemonitors: resource(
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    'servicemonitors',
    { shortNames: ['smon'] },
  ),
  podmonitors: resource(
    'monitoring.coreos.com/v1',
    'PodMonitor',
    'podmonitors',
    { shortNames: ['pmon'] },
  ),
  peerauthentications: resource(
    'security.istio.io/v1',
    'PeerAuthentication',
    'peerauthentications',
    { shortNames: ['pa'] },
  ),
  authorizationpolicies: resource(
    'security.istio.io/v1',
    'AuthorizationPolicy',
    'authorizationpolicies',
    { shortNames: ['ap'] },
  ),
  requestauthentications: resource(
    'security.istio.io/v1',
    'RequestAuthentication',
    'requestauthentications',
    { shortNames: ['ra'] },
  ),
  gateways: resource('networking.istio.io/v1', 'Gateway', 'gateways', {
    shortNames: ['gw'],
  }),
  virtualservices: resource(
    'networking.istio.io/v1',
    'VirtualService',
    'virtualservices',
    { shortNames: ['vs'] },
  ),
  destinationrules: resource(
    'networking.istio.io/v1',
    'DestinationRule',
    'destinationrules',
    { shortNames: ['dr'] },
  ),
  serviceentries: resource(
    'networking.istio.io/v1',
    'ServiceEntry',
    'serviceentries',
    { shortNames: ['se'] },
  ),
  httproutes: resource(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'httproutes',
  ),
  scaledobjects: resource('keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects', {
    shortNames: ['so'],
  }),
  externalsecrets: resource(
    'external-secrets.io/v1',
    'ExternalSecret',
    'externalsecrets',
    { shortNames: ['es'] },
  ),
  certificates: resource('cert-manager.io/v1', 'Certificate', 'certificates', {
    shortNames: ['cert'],
  }),
} satisfies Record<string, Resource>;

export type ResourceName = keyof typeof RESOURCES;

export function apiVersionOf({ group, version }: Resource): string {
  return group ? `${group}/${version}` : version;
}
