import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpOpsHealthService } from './HttpOpsHealthService';
import type { OpsHealthService } from './OpsHealthService';

/**
 * Reads health from other backends. The default calls the ops health backend
 * over HTTP, as the caller's plugin or on behalf of the given credentials.
 *
 * @public
 */
export const opsHealthServiceRef = createServiceRef<OpsHealthService>({
  id: 'ops-health',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        HttpOpsHealthService.create({ auth, discovery }),
    }),
});
