import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { registryConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';

const ID = 'kubeflow:model:register';

/**
 * Registers a version of a model, with its artefact, in Kubeflow's registry.
 */
export function createKubeflowRegisterAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      "Registers a model, a version of it and where its artefact is in Kubeflow's model registry. What is there already is not made twice.",
    examples: [
      exampleOf('Register what a pipeline made', {
        action: ID,
        id: 'model',
        name: 'Register the model',
        input: {
          connection: '${{ parameters.registryConnection }}',
          name: '${{ parameters.name }}',
          version: '1',
          uri: 's3://models/chest-xray/1',
          owner: '${{ parameters.owner }}',
          modelFormat: 'onnx',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: registryConnectionField,
        name: z => z.string().min(1).max(256).describe('Of the model'),
        version: z => z.string().min(1).max(100),
        uri: z => z.string().min(1).max(1000).describe('Of the artefact'),
        owner: z => z.string().min(1).max(256).optional(),
        description: z => z.string().max(5000).optional(),
        modelFormat: z => z.string().min(1).max(100).optional(),
        properties: z =>
          z
            .record(z.union([z.string().max(5000), z.number(), z.boolean()]))
            .describe('Kept with the version')
            .optional(),
      },
      output: {
        modelId: z => z.string(),
        versionId: z => z.string(),
        artifactId: z => z.string(),
      },
    },
    async handler(ctx) {
      const { connection, name, uri, owner, description } = ctx.input;
      const { client } = options.clients.kubeflowRegistry(connection, ctx);
      refuseSecrets(ctx, ctx.input);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would register version ${ctx.input.version} of ${name} (${uri}) in ${connection}`,
        );
        ctx.output('modelId', 'dry-run');
        ctx.output('versionId', 'dry-run');
        ctx.output('artifactId', 'dry-run');
        return;
      }
      const { signal } = ctx;
      const { model } = await client.ensureModel({
        name,
        owner,
        description,
        signal,
      });
      const { version, created } = await client.ensureVersion({
        name: ctx.input.version,
        modelId: model.id,
        author: owner,
        properties: ctx.input.properties,
        signal,
      });
      const { artifact } = await client.ensureArtifact({
        name: `${name}-${ctx.input.version}`,
        versionId: version.id,
        uri,
        modelFormatName: ctx.input.modelFormat,
        signal,
      });
      ctx.logger.info(
        `Version ${version.name} of ${name} ${
          created ? 'is registered' : 'was registered before'
        }: ${artifact.uri ?? uri}`,
      );
      ctx.output('modelId', model.id);
      ctx.output('versionId', version.id);
      ctx.output('artifactId', artifact.id);
    },
  });
}
