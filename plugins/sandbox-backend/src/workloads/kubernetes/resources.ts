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
  };
  spec?: unknown;
  status?: unknown;
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
} satisfies Record<string, Resource>;

export type ResourceName = keyof typeof RESOURCES;

export function apiVersionOf({ group, version }: Resource): string {
  return group ? `${group}/${version}` : version;
}
