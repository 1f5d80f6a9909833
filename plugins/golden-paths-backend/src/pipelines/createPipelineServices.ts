import type {
  AuthService,
  DiscoveryService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { goldenPathsPipelineReadPermission } from '@platform-ops/backstage-plugin-golden-paths-common';
import { readConnections } from '@platform-ops/backstage-plugin-golden-paths-node';
import {
  CatalogAccess,
  KubernetesClient,
  readDuration,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { listConnections } from '../connections/listConnections';
import type { PipelineRouterOptions } from '../routers/servePipelines';
import { GithubActionsSource } from './ci/github/GithubActionsSource';
import { GitlabPipelinesSource } from './ci/gitlab/GitlabPipelinesSource';
import { KfpSource } from './kfp/KfpSource';
import { MlflowRuns } from './kfp/MlflowRuns';
import { PipelineReader } from './PipelineReader';
import { RunAnnouncer } from './RunAnnouncer';
import { RunWatch } from './RunWatch';
import { TrainJobSource } from './trainjob/TrainJobSource';

const KUBERNETES_KEY = 'goldenPaths.kubernetes';
const TIMEOUT = { unlessTold: 30_000, from: 1_000, to: 120_000 };
const TASK_ID = 'golden-paths-pipelines';
const EVERY_SECONDS = 10;

/**
 * What reads the runs of pipelines, and looks again while somebody looks.
 */
export async function createPipelineServices(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  discovery: DiscoveryService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  permissions: PermissionsService;
  scheduler: SchedulerService;
  signals: SignalsService;
}): Promise<PipelineRouterOptions> {
  const { config, scheduler } = options;
  const connections = readConnections(config);
  const kubernetes = KubernetesClient.create({
    ...options,
    key: KUBERNETES_KEY,
    timeoutMilliseconds: readDuration(
      config.getOptionalConfig(KUBERNETES_KEY) ?? new ConfigReader({}),
      KUBERNETES_KEY,
      'timeout',
      TIMEOUT,
    ),
  });
  const announcer = new RunAnnouncer(options);
  const runWatch = new RunWatch({
    ...options,
    onChange: async viewers => announcer.changed(viewers),
  });
  options.lifecycle.addShutdownHook(() => runWatch.stop());
  await scheduler.scheduleTask({
    id: TASK_ID,
    frequency: { seconds: EVERY_SECONDS },
    timeout: { minutes: 1 },
    // Each process knows who asked it.
    scope: 'local',
    fn: async () => runWatch.poll(),
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const mlflow = new MlflowRuns(connections);
  const pipelineAccess = new CatalogAccess({
    ...options,
    permission: goldenPathsPipelineReadPermission,
  });
  return {
    connections: listConnections(connections),
    pipelineAccess,
    pipelineReader: new PipelineReader({
      ...options,
      access: pipelineAccess,
      runWatch,
      runSources: [
        new KfpSource({ connections, mlflow }),
        new TrainJobSource({ kubernetes }),
        new GithubActionsSource({ integrations }),
        new GitlabPipelinesSource({ integrations }),
      ],
    }),
  };
}
