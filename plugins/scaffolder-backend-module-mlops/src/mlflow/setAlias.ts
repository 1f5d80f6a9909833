import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { registryConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { modelNameField } from './fields';

const ID = 'mlflow:alias:set';

/**
 * Points an alias at a version.
 */
export function createSetAliasAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Points an alias of a registered model in MLflow at a version. It leaves the version that it pointed at before.',
    examples: [
      exampleOf('Make a version the candidate', {
        action: ID,
        id: 'alias',
        name: 'Make it the candidate',
        input: {
          connection: '${{ parameters.registryConnection }}',
          name: '${{ parameters.name }}',
          alias: 'candidate',
          version: '${{ steps.version.output.version }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: registryConnectionField,
        name: modelNameField,
        alias: z =>
          z
            .string()
            .regex(/^(?!v\d+$)(?!latest$)[\w-]{1,255}$/)
            .describe('Not latest or v<number>, which MLflow keeps'),
        version: z => z.string().regex(/^\d{1,9}$/),
      },
      output: {
        previousVersion: z =>
          z.string().describe('That it pointed at before').optional(),
      },
    },
    async handler(ctx) {
      const { connection, name, alias, version } = ctx.input;
      const { client } = options.clients.mlflow(connection, ctx);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would point ${alias} of ${name} at version ${version} in ${connection}`,
        );
        return;
      }
      const { signal } = ctx;
      const model = await client.getRegisteredModel(name, { signal });
      if (!model) {
        throw new InputError(
          `name: found ${name}; ${connection} has no registered model of that name`,
        );
      }
      // Names such as 'constructor' are aliases, too.
      const previous = Object.hasOwn(model.aliases, alias)
        ? model.aliases[alias]
        : undefined;
      if (previous !== undefined) {
        ctx.output('previousVersion', previous);
      }
      if (previous === version) {
        ctx.logger.info(`${alias} of ${name} is version ${version} already`);
        return;
      }
      await client.setAlias({ name, alias, version, signal });
      ctx.logger.info(
        `${alias} of ${name} is version ${version}${
          previous === undefined ? '' : `, and was ${previous}`
        }`,
      );
    },
  });
}
