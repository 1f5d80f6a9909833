import type {
  AuthService,
  DiscoveryService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { goldenPathsPathReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import { RepositoryUrls } from '@platform-ops/backstage-plugin-golden-paths-node';
import { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import { PathCatalog } from './catalog/PathCatalog';
import { DifferenceService } from './difference/DifferenceService';
import { SourceRepositories } from './difference/SourceRepositories';
import { PathReader } from './PathReader';
import { DryRunner } from './preview/DryRunner';
import { PathRenderer } from './preview/PathRenderer';
import { PreviewService } from './preview/PreviewService';
import { TemplateFiles } from './preview/TemplateFiles';

/** What shows golden paths and what they make. */
export function createPathServices(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  discovery: DiscoveryService;
  permissions: PermissionsService;
  urlReader: UrlReaderService;
}) {
  const integrations = ScmIntegrations.fromConfig(options.config);
  const pathAccess = new CatalogAccess({
    ...options,
    permission: goldenPathsPathReadPermission,
  });
  const pathCatalog = new PathCatalog({ ...options, pathAccess });
  const pathRenderer = new PathRenderer({
    ...options,
    templateFiles: new TemplateFiles({ ...options, integrations }),
    dryRunner: new DryRunner(options),
  });
  return {
    pathAccess,
    pathReader: new PathReader({ pathCatalog }),
    previews: new PreviewService({ pathCatalog, pathRenderer }),
    differences: new DifferenceService({
      pathCatalog,
      pathRenderer,
      sourceRepositories: new SourceRepositories({
        ...options,
        integrations,
        pathAccess,
        repositoryUrls: RepositoryUrls.fromConfig(options.config),
      }),
    }),
  };
}
