import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { argoCdConnectionField } from '../connections/fields';
import { checkpointKey } from '../context/checkpointKey';
import { exampleOf } from '../context/exampleOf';
import { askOnce } from './askOnce';
import {
  applicationLink,
  applicationNameField,
  applicationNamespaceField,
  describeState,
  projectField,
} from './fields';

const ID = 'argocd:application:roll-back';

/**
 * Deploys once more what was deployed before.
 */
export function createRollBackAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Asks Argo CD to deploy once more what was deployed before, once for each task. Argo CD refuses it for applications that it syncs by itself.',
    examples: [
      exampleOf('Back to what ran before', {
        action: ID,
        id: 'back',
        name: 'Roll back',
        input: { connection: 'main', name: 'chest-xray-triage' },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: argoCdConnectionField,
        name: applicationNameField,
        namespace: applicationNamespaceField,
        project: projectField,
        deployment: z =>
          z
            .number()
            .int()
            .nonnegative()
            .describe(
              "Id in the application's history; the one before unless told",
            )
            .optional(),
        prune: z => z.boolean().optional(),
      },
      output: { url: z => z.string() },
    },
    async handler(ctx) {
      const { connection, name, namespace, project } = ctx.input;
      const { client, uiUrl } = options.clients.argoCd(connection, ctx);
      ctx.output('url', applicationLink(uiUrl, { name, namespace }));
      if (ctx.isDryRun) {
        ctx.logger.info(`Would ask ${connection} to roll ${name} back`);
        return;
      }
      const { signal } = ctx;
      const target = { name, namespace, project };
      // Kept before it is asked for: the one before the last is another then.
      const id = await ctx.checkpoint({
        key: checkpointKey(`${ID}.deployment`, ctx.input),
        fn: async () =>
          ctx.input.deployment ?? client.previousDeployment(target, { signal }),
      });
      const application = await askOnce(ctx, ID, {
        client,
        target,
        ask: async () =>
          client.rollback(target, { id, prune: ctx.input.prune, signal }),
      });
      ctx.logger.info(
        application
          ? `${connection} was asked to roll ${name} back, which is ${describeState(
              application,
            )}`
          : `${connection} was asked to roll ${name} back before`,
      );
    },
  });
}
