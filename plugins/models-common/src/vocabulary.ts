/**
 * The stages of a model version, in the order in which a version moves through
 * them. `archived` and `rejected` end a life.
 *
 * @public
 */
export const MODEL_STAGES = [
  'draft',
  'candidate',
  'staging',
  'canary',
  'production',
  'archived',
  'rejected',
] as const;

/**
 * A stage of a model version, see {@link MODEL_STAGES}.
 *
 * @public
 */
export type ModelStage = (typeof MODEL_STAGES)[number];

/**
 * Where a declared stage was read, strongest first: our own ledger, a tag on
 * the version, an alias (by the registry's alias map), a legacy MLflow stage.
 *
 * @public
 */
export const STAGE_SOURCES = [
  'ledger',
  'tag',
  'alias',
  'legacy-stage',
] as const;

/**
 * See {@link STAGE_SOURCES}.
 *
 * @public
 */
export type StageSource = (typeof STAGE_SOURCES)[number];

/**
 * Risk tiers of the EU AI Act, lowest first.
 *
 * @public
 */
export const RISK_TIERS = ['minimal', 'limited', 'high', 'prohibited'] as const;

/**
 * See {@link RISK_TIERS}.
 *
 * @public
 */
export type RiskTier = (typeof RISK_TIERS)[number];

/**
 * Model risk materiality (SR 26-2), lowest first. Not the same as a risk tier.
 *
 * @public
 */
export const MATERIALITIES = ['low', 'medium', 'high'] as const;

/**
 * See {@link MATERIALITIES}.
 *
 * @public
 */
export type Materiality = (typeof MATERIALITIES)[number];

/**
 * Classes of data that somebody can give to a model or dataset: public,
 * internal, confidential, personal data, protected health information,
 * cardholder data, material non-public information.
 *
 * @public
 */
export const KNOWN_DATA_CLASSIFICATIONS = [
  'public',
  'internal',
  'confidential',
  'pii',
  'phi',
  'pci',
  'mnpi',
] as const;

/**
 * See {@link KNOWN_DATA_CLASSIFICATIONS}.
 *
 * @public
 */
export type KnownDataClassification =
  (typeof KNOWN_DATA_CLASSIFICATIONS)[number];

/**
 * A class was given that is not one of the known ones; treated like every
 * protected class.
 *
 * @public
 */
export const UNRECOGNISED_DATA_CLASSIFICATION = 'unrecognised';

/**
 * The classes that a model or dataset can carry: the known ones and
 * {@link UNRECOGNISED_DATA_CLASSIFICATION}.
 *
 * @public
 */
export const DATA_CLASSIFICATIONS = [
  ...KNOWN_DATA_CLASSIFICATIONS,
  UNRECOGNISED_DATA_CLASSIFICATION,
] as const;

/**
 * See {@link DATA_CLASSIFICATIONS}.
 *
 * @public
 */
export type DataClassification = (typeof DATA_CLASSIFICATIONS)[number];

/**
 * What a model does with its input. A model of which nobody said it has none.
 *
 * @public
 */
export const MODEL_TYPES = ['predictive', 'generative', 'embedding'] as const;

/**
 * See {@link MODEL_TYPES}.
 *
 * @public
 */
export type ModelType = (typeof MODEL_TYPES)[number];

/**
 * The lifecycles of a Model entity: `production` while a version is in
 * production, `deprecated` when every staged version is archived or rejected,
 * else `experimental`.
 *
 * @public
 */
export const MODEL_LIFECYCLES = [
  'experimental',
  'production',
  'deprecated',
] as const;

/**
 * See {@link MODEL_LIFECYCLES}.
 *
 * @public
 */
export type ModelLifecycle = (typeof MODEL_LIFECYCLES)[number];

/**
 * The lifecycle that follows from the stages of a model's versions.
 *
 * @public
 */
export function lifecycleFromStages(
  stages: Iterable<ModelStage>,
): ModelLifecycle {
  const present = new Set(stages);
  if (present.has('production')) {
    return 'production';
  }
  const ended =
    present.size > 0 &&
    [...present].every(stage => stage === 'archived' || stage === 'rejected');
  return ended ? 'deprecated' : 'experimental';
}
