/**
 * An application as it is written in Git, e.g. read from a file of kind
 * `Application`.
 *
 * @public
 */
export interface ArgoCdManifest {
  metadata: {
    name: string;
    /** Where the application itself is kept; Argo CD's own unless told. */
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  spec: ArgoCdSpec;
}

/**
 * What an application deploys, and where.
 *
 * @public
 */
export interface ArgoCdSpec {
  /** `default` unless told. */
  project?: string;
  source?: ArgoCdSource;
  sources?: ArgoCdSource[];
  destination: { server?: string; name?: string; namespace?: string };
  syncPolicy?: Record<string, unknown>;
  [more: string]: unknown;
}

/**
 * Where manifests come from.
 *
 * @public
 */
export interface ArgoCdSource {
  repoURL: string;
  path?: string;
  targetRevision?: string;
  [more: string]: unknown;
}

/**
 * Which application is meant.
 *
 * @public
 */
export interface ArgoCdTarget {
  name: string;
  /** Where it is kept, if not beside Argo CD. */
  namespace?: string;
  /** Without it, Argo CD refuses who may see only some projects. */
  project?: string;
}

/**
 * What Argo CD says of an application.
 *
 * @public
 */
export interface ArgoCdApplication {
  name: string;
  namespace?: string;
  project: string;
  /** Where its manifests come from. */
  repoUrls: string[];
  /** `Healthy`, `Progressing`, `Degraded`, `Suspended`, `Missing`, `Unknown`. */
  health: string;
  healthMessage?: string;
  /** `Synced`, `OutOfSync` or `Unknown`. */
  sync: string;
  revision?: string;
  /** The last or current operation, e.g. a sync. */
  operation?: ArgoCdOperation;
  /** Whether an operation was asked for and has not ended. */
  isOperationPending: boolean;
  /** What was deployed, the oldest first. */
  history: ArgoCdDeployment[];
  /** What Argo CD complains of. */
  conditions: Array<{ type: string; message: string }>;
}

/**
 * A sync or a rollback.
 *
 * @public
 */
export interface ArgoCdOperation {
  /** `Running`, `Terminating`, `Succeeded`, `Failed` or `Error`. */
  phase: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string;
}

/**
 * What was deployed once.
 *
 * @public
 */
export interface ArgoCdDeployment {
  /** What a rollback takes. */
  id: number;
  revision?: string;
  deployedAt?: string;
}
