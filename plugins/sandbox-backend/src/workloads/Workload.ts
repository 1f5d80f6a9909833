import type { Traffic } from './simulation/traffic';

/**
 * How a model is served. `nodejs` is a plain HTTP service without one.
 */
export type Runtime = 'kserve' | 'mlserver' | 'triton' | 'vllm' | 'nodejs';

/**
 * What KServe runs a predictor on. Only Knative has a queue-proxy in front of
 * the model and can scale to zero.
 */
export type DeploymentMode = 'Knative' | 'Standard';

/**
 * A model of the registry that a workload serves.
 */
export interface ServedModel {
  /** The name in the registry. */
  name: string;
  inferenceService?: string;
  /** The version that it stays with, whatever the registry promotes. */
  pinnedVersion?: number;
  /** Of the requests of the workload. */
  share: number;
  framework: string;
}

/**
 * A route of an HTTP service.
 */
export interface Route {
  method: string;
  route: string;
  share: number;
  /** By which its latency differs from that of the workload. */
  slower: number;
}

/**
 * A GPU that belongs to a workload.
 */
export interface Gpu {
  product: string;
  node: string;
  index: number;
  memoryMiB: number;
  usedMiB: number;
  watts: { idle: number; busy: number };
  /** Utilisation at the top of the day, 0 to 1; 0 for one that nobody uses. */
  busiest: number;
}

/**
 * A service of the example organisation and how it behaves.
 */
export interface Workload {
  /** Of the Component in `examples/`. */
  name: string;
  namespace: string;
  runtime: Runtime;
  /** Where KServe runs it. */
  mode?: DeploymentMode;
  models: ServedModel[];
  image: string;
  traffic: Traffic;
  latency: { medianSeconds: number; sigma: number };
  /** Of all requests, on an ordinary day. */
  errorRatio: number;
  /** Requests that it can work on at once; more have to wait. */
  slots: number;
  cpuSecondsPerRequest: number;
  memory: { bytes: number; limitBytes: number };
  routes?: Route[];
  gpu?: Gpu;
  tokens?: { prompt: number; generation: number; contextLength: number };
  /** A language or embedding model that it calls. */
  calls?: { model: string; operation: string; share: number; tokens: number };
  /** Has no pods while nobody asks. */
  scalesToZero?: boolean;
  /** What somebody has deployed says itself how it is. */
  deployed?: Deployed;
}

/**
 * What is known of a workload that was not there from the beginning.
 */
export interface Deployed {
  at: number;
  /** Until then its model is loaded, and nobody asks. */
  readyAt: number;
  labels: Record<string, string>;
  /** As in the specification of a pod. */
  pod: object;
}

/**
 * The cluster that all workloads run in.
 */
export const CLUSTER = 'sandbox';
