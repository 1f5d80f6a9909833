import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { registryConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { descriptionField, modelNameField, tagsField } from './fields';
import { modelLink } from './links';

const ID = 'mlflow:model:create';

/**
 * Makes a registered model.
 */
export function createMlflowModelAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Makes a registered model in MLflow. One that exists keeps its description and gets the tags.',
    examples: [
      exampleOf('Register a model with its owner', {
        action: ID,
        id: 'model',
        name: 'Register the model',
        input: {
          connection: '${{ parameters.registryConnection }}',
          name: '${{ parameters.name }}',
          description: '${{ parameters.description }}',
          tags: { 'platformops.io/owner': '${{ parameters.owner }}' },
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: registryConnectionField,
        name: modelNameField,
        description: descriptionField,
        tags: tagsField,
      },
      output: { name: z => z.string(), url: z => z.string() },
    },
    async handler(ctx) {
      const { connection, name, description, tags = {} } = ctx.input;
      const { client, uiUrl } = options.clients.mlflow(connection, ctx);
      refuseSecrets(ctx, ctx.input);
      ctx.output('name', name);
      ctx.output('url', modelLink(uiUrl, name));
      if (ctx.isDryRun) {
        ctx.logger.info(`Would register the model ${name} in ${connection}`);
        return;
      }
      const { signal } = ctx;
      const { model, created } = await client.ensureRegisteredModel({
        name,
        description,
        tags,
        signal,
      });
      const missing = created
        ? []
        : Object.entries(tags).filter(
            ([key, value]) => model.tags[key] !== value,
          );
      for (const [key, value] of missing) {
        await client.setTag({ name, key, value, signal });
      }
      ctx.logger.info(
        created
          ? `Registered the model ${name}`
          : `The model ${name} is registered already; ${missing.length} tags were set`,
      );
    },
  });
}
