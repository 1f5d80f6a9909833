import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { MLFLOW_WEBHOOK_EVENTS } from '@platform-ops/mlops-clients';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { registryConnectionField } from '../connections/fields';
import { exampleOf } from '../context/exampleOf';

const ID = 'mlflow:webhook:create';

/**
 * Lets MLflow tell somebody about changes.
 */
export function createWebhookAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Lets MLflow (3 and later, with a database) tell an address about changes of models. One of the same name is brought up to date.',
    examples: [
      exampleOf('Tell the portal about new versions', {
        action: ID,
        id: 'webhook',
        name: 'Tell the portal',
        input: {
          connection: '${{ parameters.registryConnection }}',
          name: 'platform-ops-portal',
          url: 'https://portal.example.com/api/models/webhooks/mlflow',
          events: ['model_version.created'],
          secret: '${{ secrets.webhookSecret }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: registryConnectionField,
        name: z => z.string().min(1).max(100),
        url: z =>
          z
            .string()
            .regex(/^https:\/\/[^\s@]+$/)
            .max(500)
            .describe('With https, and without credentials'),
        events: z => z.array(z.enum(MLFLOW_WEBHOOK_EVENTS)).min(1),
        secret: z =>
          z
            .string()
            .min(16)
            .max(1000)
            .describe('MLflow signs with it; from the secrets of the task')
            .optional(),
      },
      output: { webhookId: z => z.string() },
    },
    async handler(ctx) {
      const { connection, name, url, secret } = ctx.input;
      const { client } = options.clients.mlflow(connection, ctx);
      if (!URL.canParse(url)) {
        throw new InputError('url: found what is no address');
      }
      // The rest of such an address is often a password.
      const { host } = new URL(url);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would let ${connection} tell ${host}`);
        ctx.output('webhookId', 'dry-run');
        return;
      }
      const { webhook, created } = await client.ensureWebhook({
        name,
        url,
        events: [...ctx.input.events],
        secret,
        signal: ctx.signal,
      });
      ctx.logger.info(
        `${connection} tells ${host}${
          created ? '' : ', as before'
        }: ${webhook.events.join(', ')}`,
      );
      ctx.output('webhookId', webhook.id);
    },
  });
}
