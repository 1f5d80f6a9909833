import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { KubernetesClient } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClusterAccess } from '../cluster/ClusterAccess';
import { tryManifests } from '../cluster/applyManifests';
import { ClusterWriter } from '../cluster/ClusterWriter';
import { exampleOf } from '../context/exampleOf';
import { signalOf } from '../context/signalOf';
import {
  clusterField,
  directoryField,
  filesField,
  namespaceField,
} from '../kubernetes/fields';
import { inNamespace } from '../manifests/inNamespace';
import { describeManifest, type Manifest } from '../manifests/Manifest';
import { readManifests } from '../manifests/readManifests';
import { checkService, SERVICE_RULES } from './checkService';

const ID = 'kserve:inference-service:validate';
const KINDS = ['InferenceService', 'LLMInferenceService'];

/**
 * Checks the inference services among the manifests of a workspace.
 */
export function createValidateInferenceServiceAction(options: {
  access: ClusterAccess;
  client: KubernetesClient;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Checks the InferenceServices and LLMInferenceServices among manifests: the fields that decide whether a model is served, the rules that are asked for, and, where a cluster is named, the whole object by its server-side dry run. Tells which of these was done.',
    examples: [
      exampleOf('Check what a diagnostic model is served by', {
        action: ID,
        id: 'validate',
        name: 'Check the inference service',
        input: {
          directory: 'deploy',
          rules: ['payload-logging-off', 'digest'],
          cluster: '${{ parameters.cluster }}',
          namespace: '${{ parameters.namespace }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        directory: directoryField,
        files: filesField,
        rules: z =>
          z
            .array(z.enum(SERVICE_RULES))
            .describe(
              'payload-logging-off: no logger that keeps bodies. digest: images and oci models by sha256. resources: requests and limits are set',
            )
            .optional(),
        cluster: z => clusterField(z).optional(),
        namespace: z => namespaceField(z).optional(),
      },
      output: {
        services: z => z.array(z.string()).describe('Names'),
        checkedBy: z =>
          z
            .enum(['fields', 'cluster'])
            .describe('cluster: by the fields and by its server-side dry run'),
      },
    },
    async handler(ctx) {
      const { directory, files, rules = [], cluster, namespace } = ctx.input;
      if (cluster !== undefined && namespace === undefined) {
        throw new InputError('namespace: found none; a cluster needs one');
      }
      if (cluster !== undefined) {
        options.access.check({ cluster, namespace: namespace! }, ctx);
      }
      const services = (
        await readManifests(ctx.workspacePath, { directory, files })
      ).filter(isService);
      if (services.length === 0) {
        throw new InputError(
          `${files ? 'files' : 'directory'}: found no ${KINDS.join(
            ' and no ',
          )} of serving.kserve.io`,
        );
      }
      const problems = services.flatMap(service =>
        checkService(service, rules).map(
          problem =>
            `${describeManifest(service)} (${service.place}): ${problem}`,
        ),
      );
      if (problems.length > 0) {
        throw new InputError(problems.join('; '));
      }
      ctx.output(
        'services',
        services.map(({ name }) => name),
      );
      if (cluster === undefined || ctx.isDryRun) {
        ctx.logger.info(
          `${services
            .map(describeManifest)
            .join(', ')}: the fields that matter are right${
            cluster === undefined
              ? '; no cluster was asked'
              : `; the cluster ${cluster} would be asked`
          }`,
        );
        ctx.output('checkedBy', 'fields');
        return;
      }
      await tryManifests(
        await ClusterWriter.open(options.client, cluster, signalOf(ctx)),
        inNamespace(services, namespace!),
        {
          namespace: namespace!,
          clusterScopedKinds: [],
          optionalKinds: [],
          force: false,
          logger: ctx.logger,
        },
      );
      ctx.output('checkedBy', 'cluster');
    },
  });
}

function isService({ apiVersion, kind }: Manifest): boolean {
  return apiVersion.startsWith('serving.kserve.io/') && KINDS.includes(kind);
}
