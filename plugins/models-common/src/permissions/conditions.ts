import type { DataClassification } from '../vocabulary';

/**
 * Names of the permission rules that narrow a permission on models.
 *
 * @remarks
 *
 * The models backend registers all three for the resource type
 * {@link RESOURCE_TYPE_MODEL}; the catalog module registers `IN_REGISTRY` and
 * `HAS_CLASSIFICATION` for catalog entities too, where upstream's
 * `IS_ENTITY_OWNER` is the counterpart of `IS_OWNER`. A condition on a model
 * and its counterpart on the entity select the same models.
 *
 * @public
 */
export const MODEL_PERMISSION_RULES = {
  isOwner: 'IS_OWNER',
  inRegistry: 'IN_REGISTRY',
  hasClassification: 'HAS_CLASSIFICATION',
} as const;

/**
 * Parameters of `IS_OWNER`: holds where the owner is one of the claims.
 * A model without an owner is nobody's.
 *
 * @public
 */
export type IsOwnerParams = {
  /** Full, lower-case entity refs. */
  claims: string[];
};

/**
 * Parameters of `IN_REGISTRY`: holds where the model is of one of the
 * registries.
 *
 * @public
 */
export type InRegistryParams = {
  registries: string[];
};

/**
 * Parameters of `HAS_CLASSIFICATION`: holds where the model carries at least
 * one of the classifications. Never holds for a model without any. A policy
 * that hides any class has to hide `unrecognised` with it.
 *
 * @public
 */
export type HasClassificationParams = {
  classifications: DataClassification[];
};
