import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ModelRegistry } from './ModelRegistry';

/**
 * Lets modules add model registries to the models backend.
 *
 * @public
 */
export interface ModelRegistriesExtensionPoint {
  /**
   * @throws ConflictError if a registry of the same id was added before.
   */
  addModelRegistry(...registries: ModelRegistry[]): void;
}

/**
 * See {@link ModelRegistriesExtensionPoint}.
 *
 * @public
 */
export const modelRegistriesExtensionPoint =
  createExtensionPoint<ModelRegistriesExtensionPoint>({
    id: 'models.registries',
  });
