import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClusterAccess } from '../cluster/ClusterAccess';
import { applyManifests } from '../cluster/applyManifests';
import { ClusterWriter } from '../cluster/ClusterWriter';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { signalOf } from '../context/signalOf';
import { assertAllowed } from '../manifests/assertAllowed';
import { inNamespace } from '../manifests/inNamespace';
import { describeManifest } from '../manifests/Manifest';
import { orderForApply } from '../manifests/orderForApply';
import { readManifests } from '../manifests/readManifests';
import {
  clusterField,
  directoryField,
  filesField,
  namespaceField,
} from './fields';

const ID = 'kubernetes:apply';

/**
 * Applies the objects of a workspace to a cluster of the Kubernetes plugin.
 */
export function createKubernetesApplyAction(options: {
  access: ClusterAccess;
  client: KubernetesClient;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Applies objects to one namespace of a cluster by server-side apply. The cluster tries all of them first; where it refuses one, none is kept. Applied again, nothing changes. Uses the rights that the Kubernetes plugin has on that cluster.',
    examples: [
      exampleOf('Apply the generated manifests', {
        action: ID,
        id: 'apply',
        name: 'Apply the manifests',
        input: {
          cluster: '${{ parameters.cluster }}',
          namespace: '${{ parameters.namespace }}',
          directory: 'deploy',
          optionalKinds: ['PrometheusRule'],
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        cluster: clusterField,
        namespace: namespaceField,
        directory: directoryField,
        files: filesField,
        clusterScopedKinds: z =>
          z
            .array(z.string().max(63))
            .max(20)
            .describe(
              'Kinds of the whole cluster that may be applied, such as StorageClass',
            )
            .optional(),
        optionalKinds: z =>
          z
            .array(z.string().max(63))
            .max(50)
            .describe('Kinds that are left out where the cluster serves none')
            .optional(),
        force: z =>
          z
            .boolean()
            .describe('Takes fields over that somebody else manages')
            .optional(),
      },
      output: {
        objects: z =>
          z
            .array(
              z.object({
                apiVersion: z.string(),
                kind: z.string(),
                name: z.string(),
                namespace: z.string().optional(),
                change: z.enum(['created', 'changed', 'unchanged']),
              }),
            )
            .describe('What was applied, in that order'),
        leftOut: z =>
          z.array(z.string()).describe('What the cluster does not serve'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, directory, files } = ctx.input;
      const kinds = options.access.check({ cluster, namespace }, ctx);
      const manifests = inNamespace(
        await readManifests(ctx.workspacePath, { directory, files }),
        namespace,
      );
      assertAllowed(manifests, kinds);
      for (const { place, object } of manifests) {
        refuseSecrets(ctx, { [place]: object });
      }
      if (ctx.isDryRun) {
        for (const manifest of orderForApply(manifests)) {
          ctx.logger.info(
            `Would apply ${describeManifest(manifest)} (${
              manifest.place
            }) to ${cluster}`,
          );
        }
        ctx.output('objects', []);
        ctx.output('leftOut', []);
        return;
      }
      const applied = await applyManifests(
        await ClusterWriter.open(options.client, cluster, signalOf(ctx)),
        manifests,
        {
          namespace,
          clusterScopedKinds: ctx.input.clusterScopedKinds ?? [],
          optionalKinds: ctx.input.optionalKinds ?? [],
          force: ctx.input.force ?? false,
          logger: ctx.logger,
        },
      );
      ctx.output('objects', applied.objects);
      ctx.output('leftOut', applied.leftOut);
    },
  });
}
