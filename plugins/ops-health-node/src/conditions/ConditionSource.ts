import type { QueryCost, SourceCallOptions } from '../metrics';

/**
 * A condition in the manner of Kubernetes' `status.conditions`.
 *
 * @public
 */
export interface ObservedCondition {
  /** E.g. `Ready`. */
  type: string;
  status: 'true' | 'false' | 'unknown';
  /** A word for machines. */
  reason?: string;
  /** A sentence for people; at most a few hundred characters. */
  message?: string;
  since?: Date;
}

/**
 * How a resource is: `ready` does what it shall; `not-ready` does not;
 * `progressing` is on its way there; `idle` is stopped or scaled to zero on
 * purpose; `unknown` where its conditions do not tell.
 *
 * @public
 */
export type ResourceReadiness =
  | 'ready'
  | 'not-ready'
  | 'progressing'
  | 'idle'
  | 'unknown';

/**
 * Something that runs and says how it is, e.g. a Deployment, an
 * InferenceService or a SageMaker endpoint.
 *
 * @public
 */
export interface ObservedResource {
  /** E.g. `InferenceService`. */
  kind: string;
  /** Unique within the source. */
  id: string;
  name: string;
  /**
   * By what it is joined to entities, in the words that metrics use:
   * `cluster`, `namespace`, and one that names it, such as `inferenceservice`,
   * `deployment` or `endpoint_name`; its own labels beside them.
   */
  labels: Record<string, string>;
  readiness: ResourceReadiness;
  /** Why, in a sentence without its end. */
  text: string;
  /** Since when it is so, where the resource says. */
  since?: Date;
  /**
   * How long it may be without being ready, milliseconds, where the resource
   * says; the configured time otherwise.
   */
  deadlineMs?: number;
  conditions: ObservedCondition[];
  replicas?: { wanted: number; ready: number };
  /** What it serves, where it serves models. */
  serves?: ObservedServing[];
  /** The images that it runs. */
  images?: string[];
  /**
   * A hash of what a person wants of it, without what is told elsewhere or
   * scales by itself: images, artefacts, replicas.
   */
  specDigest?: string;
  /** Rises with each change of what is wanted of it, where the source says. */
  generation?: number;
  /** Where a person opens it. */
  url?: string;
}

/**
 * A model that a resource serves, as far as the resource tells.
 *
 * @public
 */
export interface ObservedServing {
  /** The revision, variant or component that serves it. */
  revision?: string;
  /** Where the artefact comes from, e.g. `s3://models/churn/7`. */
  artifactUri?: string;
  /** `sha256:…` of the artefact. */
  digest?: string;
  /** Name under which the server knows it. */
  modelName?: string;
  /** Share of the traffic, 0..1. */
  traffic?: number;
  /** E.g. `Loaded`. */
  status?: string;
  lastFailure?: { message: string; at?: Date };
}

/**
 * A part of a source that could not be read, e.g. one of several clusters.
 *
 * @public
 */
export interface ConditionFailure {
  /** E.g. `cluster eu-1` or `cluster eu-1, inferenceservices`. */
  subject: string;
  /** In words; holds no secret. */
  message: string;
  /** It refuses us, rather than not answering. */
  forbidden: boolean;
  /**
   * Resources of which nothing is known because of it: those with these labels.
   * What was last seen of them stays, and grows old.
   */
  labels: Record<string, string>;
}

/** @public */
export interface ConditionSnapshot {
  resources: ObservedResource[];
  failures: ConditionFailure[];
  cost: QueryCost;
  warnings: string[];
}

/**
 * What knows things that run and say how they are, e.g. Kubernetes clusters.
 *
 * @public
 */
export interface ConditionSource {
  /** The key under `opsHealth.sources`. */
  readonly id: string;
  /** E.g. `kubernetes`. */
  readonly type: string;
  readonly title: string;
  readonly uiUrl?: string;
  readonly environment?: string;
  /**
   * All that there is now. Rejects only where nothing at all could be read.
   */
  observe(options?: SourceCallOptions): Promise<ConditionSnapshot>;
}
