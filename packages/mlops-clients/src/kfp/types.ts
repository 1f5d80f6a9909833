/**
 * A pipeline that Kubeflow Pipelines knows.
 *
 * @public
 */
export interface KfpPipeline {
  id: string;
  name: string;
  title: string;
  description?: string;
  createdAt?: string;
}

/**
 * One uploaded form of a pipeline.
 *
 * @public
 */
export interface KfpPipelineVersion {
  id: string;
  pipelineId: string;
  name: string;
  createdAt?: string;
  /** Where the code is that it was compiled from. */
  codeSourceUrl?: string;
}

/**
 * What runs are grouped by.
 *
 * @public
 */
export interface KfpExperiment {
  id: string;
  name: string;
}

/**
 * The states of runs and tasks in API v2beta1; `UNKNOWN` for any other.
 *
 * @public
 */
export const KFP_STATES = [
  'UNKNOWN',
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'SKIPPED',
  'FAILED',
  'CANCELING',
  'CANCELED',
  'PAUSED',
] as const;

/** @public */
export type KfpState = (typeof KFP_STATES)[number];

/**
 * A step of a run.
 *
 * @public
 */
export interface KfpTask {
  id: string;
  name: string;
  state: KfpState;
  startedAt?: string;
  finishedAt?: string;
  /** What went wrong. */
  message?: string;
  parentId?: string;
}

/**
 * A run of a pipeline.
 *
 * @public
 */
export interface KfpRun {
  id: string;
  title: string;
  state: KfpState;
  experimentId?: string;
  pipelineId?: string;
  pipelineVersionId?: string;
  createdAt?: string;
  finishedAt?: string;
  /** What went wrong. */
  message?: string;
  parameters: Record<string, unknown>;
  tasks: KfpTask[];
  /** Where the run is tracked, if Kubeflow Pipelines tracks in MLflow. */
  mlflow?: KfpMlflowRun;
}

/**
 * What the plugin `mlflow` of Kubeflow Pipelines says of a run (2.17 and
 * later).
 *
 * @public
 */
export interface KfpMlflowRun {
  experimentId: string;
  runId: string;
  url?: string;
}
