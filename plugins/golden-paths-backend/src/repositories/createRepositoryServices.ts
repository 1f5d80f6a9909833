import type { Knex } from 'knex';
import type {
  AuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { goldenPathsRepositoryReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { DescribedEntities } from './DescribedEntities';
import { RawFiles } from './RawFiles';
import { RepositoryFolders } from './RepositoryFolders';
import { RepositoryPublisher } from './RepositoryPublisher';
import { RepositoryReader } from './RepositoryReader';
import { RepositoryStore } from './RepositoryStore';
import { ServedGit } from './ServedGit';

/** What reads and writes the portal's own repositories. */
export function createRepositoryServices(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  knex: Knex;
  logger: LoggerService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}) {
  const repositoryAccess = new CatalogAccess({
    ...options,
    permission: goldenPathsRepositoryReadPermission,
  });
  const parts = {
    ...options,
    repositoryAccess,
    folders: RepositoryFolders.fromConfig(options.config),
    store: new RepositoryStore(options.knex),
    urls: RepositoryUrls.fromConfig(options.config),
  };
  const repositoryReader = new RepositoryReader({
    ...parts,
    described: new DescribedEntities(parts),
  });
  return {
    repositoryAccess,
    repositoryReader,
    repositoryPublisher: new RepositoryPublisher(parts),
    repositoryUrls: parts.urls,
    rawFiles: new RawFiles({ repositoryReader }),
    servedGit: new ServedGit({ ...parts, repositoryReader }),
    /** Of the portal's pages. */
    appUrl: options.config
      .getOptionalString('app.baseUrl')
      ?.replace(/\/+$/, ''),
  };
}
