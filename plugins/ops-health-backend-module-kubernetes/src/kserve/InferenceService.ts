import type { KubernetesObject } from '../objects/KubernetesObject';

/*
 * The parts that are read of KServe's serving.kserve.io/v1beta1
 * InferenceService; its definition is checked by the API server.
 */

export interface Container {
  image?: string;
  args?: string[];
  env?: Array<{ name: string; value?: string }>;
}

export interface ModelSpec extends Container {
  storageUri?: string;
  storage?: { path?: string; parameters?: Record<string, string> };
}

/** Frameworks have a field each, from before `model`. */
export interface PredictorSpec
  extends Partial<Record<(typeof FRAMEWORKS)[number], ModelSpec>> {
  name?: string;
  model?: ModelSpec;
  containers?: Container[];
  storageUris?: Array<{ uri: string }>;
}

export const FRAMEWORKS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
] as const;

export interface ModelStatus {
  transitionStatus?: string;
  states?: { activeModelState?: string; targetModelState?: string };
  lastFailureInfo?: {
    reason?: string;
    message?: string;
    exitCode?: number;
    modelRevisionName?: string;
    time?: string;
  };
}

export interface ComponentStatus {
  latestCreatedRevision?: string;
  latestReadyRevision?: string;
  traffic?: Array<{ revisionName?: string; percent?: number }>;
}

export type InferenceService = KubernetesObject<
  {
    predictor?: PredictorSpec;
    canary?: Array<{ predictor?: PredictorSpec; trafficPercent?: number }>;
  },
  {
    observedGeneration?: number;
    conditions?: unknown;
    components?: { predictor?: ComponentStatus };
    modelStatus?: ModelStatus;
    canaryStatuses?: Array<{
      name: string;
      trafficPercent?: number;
      modelStatus?: ModelStatus;
    }>;
  }
>;
