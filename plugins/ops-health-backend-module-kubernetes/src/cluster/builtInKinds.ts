import type { ResourceKind } from '@platform-ops/backstage-plugin-platform-ops-node';

/**
 * Objects of one kind, and how they are joined.
 */
export interface JoinedKind extends ResourceKind {
  /** The label that names one; the kind in lower case unless told. */
  joinLabel?: string;
}

const APPS = { group: 'apps', versions: ['v1'] };
const KSERVE_GROUP = 'serving.kserve.io';

export const DEPLOYMENTS: ResourceKind = { ...APPS, plural: 'deployments' };
export const STATEFUL_SETS: ResourceKind = { ...APPS, plural: 'statefulsets' };
export const DAEMON_SETS: ResourceKind = { ...APPS, plural: 'daemonsets' };
export const INFERENCE_SERVICES: ResourceKind = {
  group: KSERVE_GROUP,
  versions: ['v1beta1'],
  plural: 'inferenceservices',
};
export const LLM_INFERENCE_SERVICES: ResourceKind = {
  group: KSERVE_GROUP,
  versions: ['v1alpha2', 'v1alpha1'],
  plural: 'llminferenceservices',
};
export const APPLICATIONS: ResourceKind = {
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  plural: 'applications',
};

/** What is read without being asked for. */
export const BUILT_IN_KINDS = [
  DEPLOYMENTS,
  STATEFUL_SETS,
  DAEMON_SETS,
  INFERENCE_SERVICES,
  LLM_INFERENCE_SERVICES,
  APPLICATIONS,
];
