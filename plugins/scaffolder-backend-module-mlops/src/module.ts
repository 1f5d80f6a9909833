import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  goldenPathsServiceRef,
  readConnections,
  RepositoryUrls,
} from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  KubernetesClient,
  readDuration,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { scorecardsServiceRef } from '@platform-ops/backstage-plugin-scorecards-node';
import { ClusterAccess } from './cluster/ClusterAccess';
import { ConnectedClients } from './connections/ConnectedClients';
import { createActions } from './createActions';

const KUBERNETES_KEY = 'goldenPaths.kubernetes';
/** Of one request; admission webhooks take their time. */
const TIMEOUT = { unlessTold: 30_000, from: 1_000, to: 120_000 };

/**
 * Adds the actions of golden paths.
 *
 * @public
 */
export const scaffolderModuleMlops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        goldenPaths: goldenPathsServiceRef,
        reader: coreServices.urlReader,
        scorecards: scorecardsServiceRef,
      },
      async init({ actions, auth, config, discovery, ...services }) {
        actions.addActions(
          ...createActions({
            ...services,
            access: ClusterAccess.fromConfig(config),
            appUrl: config
              .getOptionalString('app.baseUrl')
              ?.replace(/\/+$/, ''),
            repositoriesUrl: config.has('backend.baseUrl')
              ? RepositoryUrls.fromConfig(config).base
              : undefined,
            clients: ConnectedClients.create(readConnections(config)),
            kubernetes: KubernetesClient.create({
              auth,
              discovery,
              key: KUBERNETES_KEY,
              timeoutMilliseconds: readDuration(
                config.getOptionalConfig(KUBERNETES_KEY) ??
                  new ConfigReader({}),
                KUBERNETES_KEY,
                'timeout',
                TIMEOUT,
              ),
            }),
            integrations: ScmIntegrations.fromConfig(config),
            requireScmUserCredentials: config.getOptionalBoolean(
              'scaffolder.requireScmUserCredentials',
            ),
          }),
        );
      },
    });
  },
});
