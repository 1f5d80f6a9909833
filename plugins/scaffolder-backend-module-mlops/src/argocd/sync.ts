import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { argoCdConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { askOnce } from './askOnce';
import {
  applicationLink,
  applicationNameField,
  applicationNamespaceField,
  describeState,
  projectField,
} from './fields';

const ID = 'argocd:application:sync';

/**
 * Asks Argo CD to deploy an application.
 */
export function createSyncAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Asks Argo CD to deploy an application, once for each task. It does so later: wait for it with argocd:application:wait.',
    examples: [
      exampleOf('Deploy', {
        action: ID,
        id: 'sync',
        name: 'Deploy',
        input: { connection: 'main', name: '${{ parameters.name }}' },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: argoCdConnectionField,
        name: applicationNameField,
        namespace: applicationNamespaceField,
        project: projectField,
        revision: z =>
          z
            .string()
            .min(1)
            .max(200)
            .describe("Commit, branch or tag; the application's unless told")
            .optional(),
        prune: z =>
          z.boolean().describe('Deletes what is no longer in Git').optional(),
      },
      output: { url: z => z.string() },
    },
    async handler(ctx) {
      const { connection, name, namespace, project } = ctx.input;
      const { client, uiUrl } = options.clients.argoCd(connection, ctx);
      ctx.output('url', applicationLink(uiUrl, { name, namespace }));
      if (ctx.isDryRun) {
        ctx.logger.info(`Would ask ${connection} to deploy ${name}`);
        return;
      }
      const target = { name, namespace, project };
      const application = await askOnce(ctx, ID, {
        client,
        target,
        ask: async () =>
          client.sync(target, {
            revision: ctx.input.revision,
            prune: ctx.input.prune,
            signal: ctx.signal,
          }),
      });
      ctx.logger.info(
        application
          ? `${connection} was asked to deploy ${name}, which is ${describeState(
              application,
            )}`
          : `${connection} was asked to deploy ${name} before`,
      );
    },
  });
}
