import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { GoldenPathsService } from './GoldenPathsService';
import { HttpGoldenPathsService } from './HttpGoldenPathsService';

/**
 * Uses the golden paths from other backends. The default calls the golden paths
 * backend over HTTP, as the caller's plugin or on behalf of the given
 * credentials.
 *
 * @public
 */
export const goldenPathsServiceRef = createServiceRef<GoldenPathsService>({
  id: 'golden-paths',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        HttpGoldenPathsService.create({ auth, discovery }),
    }),
});
