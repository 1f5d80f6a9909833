import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of models in permission decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_MODEL = 'models-model';

/**
 * Read a model, its versions and its history.
 *
 * @public
 */
export const modelsModelReadPermission = createPermission({
  name: 'models.model.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MODEL,
});

/**
 * See the registries, their state and their errors.
 *
 * @public
 */
export const modelsRegistryReadPermission = createPermission({
  name: 'models.registry.read',
  attributes: { action: 'read' },
});

/**
 * Ask for a sync of a registry now.
 *
 * @public
 */
export const modelsRegistrySyncPermission = createPermission({
  name: 'models.registry.sync',
  attributes: { action: 'update' },
});

/**
 * All permissions of the models plugin.
 *
 * @public
 */
export const modelsPermissions = [
  modelsModelReadPermission,
  modelsRegistryReadPermission,
  modelsRegistrySyncPermission,
];
