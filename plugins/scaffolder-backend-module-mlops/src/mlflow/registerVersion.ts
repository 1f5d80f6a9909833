import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { registryConnectionField } from '../connections/fields';
import { checkpointKey } from '../context/checkpointKey';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { descriptionField, modelNameField, tagsField } from './fields';
import { versionLink } from './links';

const ID = 'mlflow:version:register';

/**
 * Registers a version of a model.
 */
export function createRegisterVersionAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Registers a version of a model in MLflow, and the model where it is missing. A version of the same source and run is not registered twice.',
    examples: [
      exampleOf('Register what a run trained', {
        action: ID,
        id: 'version',
        name: 'Register the version',
        input: {
          connection: '${{ parameters.registryConnection }}',
          name: '${{ parameters.name }}',
          source: 'runs:/${{ steps.trained.output.mlflowRunId }}/model',
          runId: '${{ steps.trained.output.mlflowRunId }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: registryConnectionField,
        name: modelNameField,
        source: z =>
          z
            .string()
            .min(1)
            .max(500)
            .describe('Where the artefact is, such as runs:/… or s3://…'),
        runId: z => z.string().min(1).max(64).optional(),
        description: descriptionField,
        tags: tagsField,
      },
      output: { version: z => z.string(), url: z => z.string() },
    },
    async handler(ctx) {
      const { connection, name, source, runId } = ctx.input;
      const { client, uiUrl } = options.clients.mlflow(connection, ctx);
      refuseSecrets(ctx, ctx.input);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would register ${source} as a version of ${name} in ${connection}`,
        );
        ctx.output('version', '0');
        ctx.output('url', versionLink(uiUrl, name, '0'));
        return;
      }
      const { signal } = ctx;
      const version = await ctx.checkpoint({
        key: checkpointKey(ID, ctx.input),
        fn: async () => {
          await client.ensureRegisteredModel({ name, signal });
          const known = await client.findVersion({
            name,
            source,
            runId,
            signal,
          });
          const found =
            known ??
            (await client.createVersion({
              name,
              source,
              runId,
              description: ctx.input.description,
              tags: ctx.input.tags,
              signal,
            }));
          ctx.logger.info(
            known
              ? `${source} is registered already: version ${found.version} of ${name}`
              : `Registered ${source} as version ${found.version} of ${name}`,
          );
          return found.version;
        },
      });
      ctx.output('version', version);
      ctx.output('url', versionLink(uiUrl, name, version));
    },
  });
}
