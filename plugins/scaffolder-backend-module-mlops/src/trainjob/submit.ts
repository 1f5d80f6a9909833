import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClusterAccess } from '../cluster/ClusterAccess';
import { applyManifests } from '../cluster/applyManifests';
import { ClusterWriter } from '../cluster/ClusterWriter';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { signalOf } from '../context/signalOf';
import { clusterField, namespaceField } from '../kubernetes/fields';
import { assertAllowed } from '../manifests/assertAllowed';
import { inNamespace } from '../manifests/inNamespace';
import { readManifests } from '../manifests/readManifests';

const ID = 'trainjob:submit';

/**
 * Submits a TrainJob of Kubeflow Trainer.
 */
export function createSubmitTrainJobAction(options: {
  access: ClusterAccess;
  client: KubernetesClient;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Submits the TrainJob (Kubeflow Trainer) of a file to a cluster by server-side apply, after its dry run. Submitted again, the same job goes on.',
    examples: [
      exampleOf('Fine-tune', {
        action: ID,
        id: 'job',
        name: 'Start fine-tuning',
        input: {
          cluster: '${{ parameters.cluster }}',
          namespace: '${{ parameters.namespace }}',
          path: 'training/trainjob.yaml',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        cluster: clusterField,
        namespace: namespaceField,
        path: z =>
          z
            .string()
            .min(1)
            .max(300)
            .describe('File of the workspace with one TrainJob'),
      },
      output: {
        name: z => z.string(),
        annotation: z => z.string().describe('For platformops.io/trainjob'),
        change: z => z.enum(['created', 'changed', 'unchanged']).optional(),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, path } = ctx.input;
      const kinds = options.access.check({ cluster, namespace }, ctx);
      const manifests = inNamespace(
        await readManifests(ctx.workspacePath, { files: [path] }),
        namespace,
      );
      const [job] = manifests;
      if (
        manifests.length !== 1 ||
        job.kind !== 'TrainJob' ||
        !job.apiVersion.startsWith('trainer.kubeflow.org/')
      ) {
        throw new InputError(
          `path: ${path} has ${manifests
            .map(({ apiVersion, kind }) => `${kind} of ${apiVersion}`)
            .join(', ')}; expected is one TrainJob of trainer.kubeflow.org`,
        );
      }
      assertAllowed(manifests, kinds);
      for (const { place, object } of manifests) {
        refuseSecrets(ctx, { [place]: object });
      }
      ctx.output('name', job.name);
      ctx.output('annotation', `${cluster}/${namespace}/${job.name}`);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would submit the TrainJob ${namespace}/${job.name} to ${cluster}`,
        );
        return;
      }
      const { objects } = await applyManifests(
        await ClusterWriter.open(options.client, cluster, signalOf(ctx)),
        manifests,
        {
          namespace,
          clusterScopedKinds: [],
          optionalKinds: [],
          force: false,
          logger: ctx.logger,
        },
      );
      ctx.output('change', objects[0].change);
    },
  });
}
