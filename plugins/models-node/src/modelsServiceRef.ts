import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { ModelsService } from './ModelsService';
import { HttpModelsService } from './HttpModelsService';

/**
 * Reads models from other backends. The default calls the models backend over
 * HTTP, as the caller's plugin or on behalf of the given credentials.
 *
 * @public
 */
export const modelsServiceRef = createServiceRef<ModelsService>({
  id: 'models',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        HttpModelsService.create({ auth, discovery }),
    }),
});
