/**
 * The API group and version of our kinds.
 *
 * @public
 */
export const PLATFORM_OPS_API_VERSION = 'platformops.io/v1alpha1';

/**
 * On a Model entity written by hand: the registered model that it describes,
 * as `<registry id>/<native name>`. This claims the model.
 *
 * @public
 */
export const ANNOTATION_REGISTRY_REF = 'platformops.io/registry-ref';

/**
 * On a generated entity: the id of the registry that it came from.
 *
 * @public
 */
export const ANNOTATION_REGISTRY = 'platformops.io/registry';

/**
 * On a generated entity: hash of what it was generated from, so that the
 * provider can tell what changed while it was away.
 *
 * @public
 */
export const ANNOTATION_ETAG = 'platformops.io/etag';

/**
 * On a Model entity written by hand: comma separated data classes that the
 * catalog added, because the registered model carries them and the entity did
 * not say so.
 *
 * @public
 */
export const ANNOTATION_CLASSES_FROM_REGISTRY =
  'platformops.io/classes-from-registry';

/**
 * On a Component: comma separated refs of the Model entities that it serves.
 *
 * @public
 */
export const ANNOTATION_SERVES = 'platformops.io/serves';

/**
 * On a Model or Dataset entity: the id of the registry that holds what it
 * stands for. The catalog sets it, on generated and on hand-written entities
 * alike, so that entities can be filtered and guarded by registry.
 *
 * @public
 */
export const LABEL_REGISTRY = 'platformops.io/registry';

/**
 * Prefix of the tags in a registry that fill fields which the registry itself
 * lacks, e.g. `platformops.io/owner`.
 *
 * @public
 */
export const TAG_PREFIX = 'platformops.io/';

/**
 * Tag on a registered model: the ref of the entity that may claim it.
 *
 * @public
 */
export const TAG_ENTITY_REF = 'platformops.io/entity-ref';

/**
 * Relation from a model to the workloads that serve it, and back.
 *
 * @public
 */
export const RELATION_SERVED_BY = 'servedBy';

/** @public */
export const RELATION_SERVES = 'serves';

/**
 * Relation from a model to the datasets that it was trained on, and back.
 *
 * @public
 */
export const RELATION_TRAINED_ON = 'trainedOn';

/** @public */
export const RELATION_USED_TO_TRAIN = 'usedToTrain';

/**
 * Relation from a model to the models that it was derived from, and back.
 *
 * @public
 */
export const RELATION_DERIVED_FROM = 'derivedFrom';

/** @public */
export const RELATION_BASIS_OF = 'basisOf';
