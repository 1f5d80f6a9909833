/**
 * A model that MLflow's registry knows.
 *
 * @public
 */
export interface MlflowModel {
  name: string;
  description?: string;
  tags: Record<string, string>;
  /** Which version each alias names. */
  aliases: Record<string, string>;
}

/**
 * A version of a registered model.
 *
 * @public
 */
export interface MlflowVersion {
  name: string;
  version: string;
  source?: string;
  runId?: string;
  description?: string;
  /** `READY`, `PENDING_REGISTRATION` or `FAILED_REGISTRATION`. */
  status?: string;
  statusMessage?: string;
  tags: Record<string, string>;
}

/**
 * A tracked run.
 *
 * @public
 */
export interface MlflowRun {
  id: string;
  experimentId: string;
  name?: string;
  /** `RUNNING`, `SCHEDULED`, `FINISHED`, `FAILED` or `KILLED`. */
  status?: string;
  startedAt?: string;
  finishedAt?: string;
  /** Numbers that are none (NaN, infinite) are left out. */
  metrics: Record<string, number>;
  parameters: Record<string, string>;
  tags: Record<string, string>;
}

/**
 * What MLflow tells webhooks about models.
 *
 * @public
 */
export const MLFLOW_WEBHOOK_EVENTS = [
  'registered_model.created',
  'model_version.created',
  'model_version_tag.set',
  'model_version_tag.deleted',
  'model_version_alias.created',
  'model_version_alias.deleted',
] as const;

/** @public */
export type MlflowWebhookEvent = (typeof MLFLOW_WEBHOOK_EVENTS)[number];

/**
 * An address that MLflow tells about changes. MLflow never gives a secret back.
 *
 * @public
 */
export interface MlflowWebhook {
  id: string;
  name: string;
  url: string;
  /** As `MlflowWebhookEvent`, or what a newer MLflow knows besides. */
  events: string[];
}
