import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { HttpGoldenPathsService } from '../HttpGoldenPathsService';
import { RepositoryUrlReader } from './RepositoryUrlReader';
import { RepositoryUrls } from './RepositoryUrls';

/**
 * Lets all plugins of a backend read the portal's own Git repositories by their
 * addresses: the catalog, the documentation, `fetch:template`.
 *
 * @remarks
 *
 * Add it to the backend. Each plugin reads as itself, like it does from other
 * hosts of Git, and needs no integration for it.
 *
 * @public
 */
export const repositoryUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: { auth: coreServices.auth, discovery: coreServices.discovery },
  factory:
    ({ auth, discovery }) =>
    ({ config, treeResponseFactory }) => {
      const urls = RepositoryUrls.fromConfig(config);
      return [
        {
          predicate: url => urls.has(url),
          reader: RepositoryUrlReader.create({
            auth,
            service: HttpGoldenPathsService.create({ auth, discovery }),
            treeResponseFactory,
            urls,
          }),
        },
      ];
    },
});
