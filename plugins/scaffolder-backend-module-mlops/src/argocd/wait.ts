import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import {
  argoCdConnectionField,
  timeoutMinutesField,
  toSeconds,
} from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import {
  applicationLink,
  applicationNameField,
  applicationNamespaceField,
  describeState,
  projectField,
} from './fields';

const ID = 'argocd:application:wait';

/**
 * Waits until an application is deployed and healthy.
 */
export function createWaitForApplicationAction(options: {
  clients: ConnectedClients;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Waits until an application of Argo CD is healthy and what Git says, and tells each change. Ends the task where deploying failed.',
    examples: [
      exampleOf('Wait until it is deployed', {
        action: ID,
        id: 'deployed',
        name: 'Wait until it is deployed',
        input: {
          connection: 'main',
          name: '${{ parameters.name }}',
          timeoutMinutes: 20,
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: argoCdConnectionField,
        name: applicationNameField,
        namespace: applicationNamespaceField,
        project: projectField,
        synced: z =>
          z
            .boolean()
            .describe(
              'Whether it must be what Git says, too, which it is not after a roll-back; true unless told',
            )
            .optional(),
        timeoutMinutes: timeoutMinutesField,
      },
      output: {
        health: z => z.string(),
        sync: z => z.string(),
        revision: z => z.string().optional(),
        url: z => z.string(),
      },
    },
    async handler(ctx) {
      const { connection, name, namespace, project } = ctx.input;
      const { client, uiUrl } = options.clients.argoCd(connection, ctx);
      ctx.output('url', applicationLink(uiUrl, { name, namespace }));
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait until ${name} is healthy in ${connection}`);
        ctx.output('health', 'Healthy');
        ctx.output('sync', 'Synced');
        return;
      }
      let told = '';
      const application = await client.waitForApplication(
        { name, namespace, project },
        {
          signal: ctx.signal,
          synced: ctx.input.synced ?? true,
          timeoutSeconds: toSeconds(ctx.input.timeoutMinutes),
          onProgress: seen => {
            const state = describeState(seen);
            if (state !== told) {
              ctx.logger.info(`${name}: ${state}`);
              told = state;
            }
          },
        },
      );
      ctx.output('health', application.health);
      ctx.output('sync', application.sync);
      if (application.revision !== undefined) {
        ctx.output('revision', application.revision);
      }
    },
  });
}
