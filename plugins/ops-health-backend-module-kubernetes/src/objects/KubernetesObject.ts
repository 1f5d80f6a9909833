/**
 * An object as the API server lists it; what the server does not check is not
 * typed.
 */
export interface KubernetesObject<Spec = unknown, Status = unknown> {
  metadata: ObjectMetadata;
  spec?: Spec;
  status?: Status;
}

/** Of a kind that only its reader knows. */
export type ListedObject = KubernetesObject<any, any>;

export interface ObjectMetadata {
  name: string;
  namespace?: string;
  generation?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: Array<{ apiVersion: string; kind: string; name: string }>;
}

/**
 * Where objects were read.
 */
export interface Place {
  cluster: string;
  /** E.g. `InferenceService`. */
  kind: string;
  /** As kubectl calls it, e.g. `inferenceservices.serving.kserve.io`. */
  resource: string;
  /** The label that names an object of the kind, e.g. `inferenceservice`. */
  joinLabel: string;
}
