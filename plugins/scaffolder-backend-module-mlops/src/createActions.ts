import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { GoldenPathsService } from '@platform-ops/backstage-plugin-golden-paths-node';
import type { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ScorecardsService } from '@platform-ops/backstage-plugin-scorecards-node';
import { createApplicationAction } from './argocd/createApplication';
import { createRollBackAction } from './argocd/rollBack';
import { createSyncAction } from './argocd/sync';
import { createWaitForApplicationAction } from './argocd/wait';
import type { ClusterAccess } from './cluster/ClusterAccess';
import type { ConnectedClients } from './connections/ConnectedClients';
import { createPublishLocalGitAction } from './git/publishLocalGit';
import { createRunAction } from './kfp/createRun';
import { createUploadPipelineAction } from './kfp/uploadPipeline';
import { createWaitForRunAction } from './kfp/waitForRun';
import { createValidateInferenceServiceAction } from './kserve/validate';
import { createKubeflowRegisterAction } from './kubeflow/registerModel';
import { createKubernetesApplyAction } from './kubernetes/apply';
import { createMlflowModelAction } from './mlflow/createModel';
import { createWebhookAction } from './mlflow/createWebhook';
import { createRegisterVersionAction } from './mlflow/registerVersion';
import { createSetAliasAction } from './mlflow/setAlias';
import { createFetchSharedAction } from './paths/fetchShared';
import { createLeaveExistingAction } from './paths/leaveExisting';
import { createRecordAction } from './paths/record';
import { createScorecardGateAction } from './scorecard/gate';
import { createSloGenerateAction } from './slo/generate';
import { createSubmitTrainJobAction } from './trainjob/submit';
import { createWatchTrainJobAction } from './trainjob/watch';

/** What the actions use. */
export interface ActionServices {
  access: ClusterAccess;
  clients: ConnectedClients;
  kubernetes: KubernetesClient;
  scorecards: ScorecardsService;
  goldenPaths: GoldenPathsService;
  /** Of the portal's pages. */
  appUrl?: string;
  /** What the addresses of the portal's own repositories begin with. */
  repositoriesUrl?: string;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  requireScmUserCredentials?: boolean;
}

/** All actions, in the order of a path. */
export function createActions(
  services: ActionServices,
): TemplateAction<any, any, any>[] {
  const { access, clients, kubernetes: client } = services;
  return [
    createFetchSharedAction(services),
    createRecordAction(services),
    createLeaveExistingAction(),
    createSloGenerateAction(),
    createValidateInferenceServiceAction({ access, client }),
    createScorecardGateAction(services),
    createPublishLocalGitAction(services),
    createUploadPipelineAction({ clients }),
    createRunAction({ clients }),
    createWaitForRunAction({ clients }),
    createSubmitTrainJobAction({ access, client }),
    createWatchTrainJobAction({ access, client }),
    createMlflowModelAction({ clients }),
    createRegisterVersionAction({ clients }),
    createSetAliasAction({ clients }),
    createWebhookAction({ clients }),
    createKubeflowRegisterAction({ clients }),
    createKubernetesApplyAction({ access, client }),
    createApplicationAction({ clients }),
    createSyncAction({ clients }),
    createWaitForApplicationAction({ clients }),
    createRollBackAction({ clients }),
  ];
}
