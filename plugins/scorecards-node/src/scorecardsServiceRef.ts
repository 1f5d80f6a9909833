import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpScorecardsService } from './HttpScorecardsService';
import type { ScorecardsService } from './ScorecardsService';

/**
 * Reads scorecards from other backends. The default calls the scorecards
 * backend over HTTP, as the caller's plugin or on behalf of the given
 * credentials.
 *
 * @public
 */
export const scorecardsServiceRef = createServiceRef<ScorecardsService>({
  id: 'scorecards',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) =>
        HttpScorecardsService.create({ auth, discovery }),
    }),
});
