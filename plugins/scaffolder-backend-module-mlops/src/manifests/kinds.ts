/**
 * What paths are made of. None of these gives rights in the cluster, keeps a
 * secret, or is of the whole cluster but for the last two.
 */
export const KINDS = [
  'ConfigMap',
  'PersistentVolumeClaim',
  'Service',
  'ServiceAccount',
  'Deployment.apps',
  'HorizontalPodAutoscaler.autoscaling',
  'Job.batch',
  'NetworkPolicy.networking.k8s.io',
  'PodDisruptionBudget.policy',
  'InferenceService.serving.kserve.io',
  'LLMInferenceService.serving.kserve.io',
  'TrainJob.trainer.kubeflow.org',
  'PrometheusRule.monitoring.coreos.com',
  'AuthorizationPolicy.security.istio.io',
  'PeerAuthentication.security.istio.io',
  'RequestAuthentication.security.istio.io',
  'DestinationRule.networking.istio.io',
  'Gateway.networking.istio.io',
  'VirtualService.networking.istio.io',
  'Namespace',
  'StorageClass.storage.k8s.io',
];
