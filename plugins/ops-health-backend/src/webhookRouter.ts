import express, { type Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { opsHealthAlertReceivePermission } from '@platform-ops/backstage-plugin-ops-health-common';
import type { CatalogAccess } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { AlertJob } from './refresh/AlertJob';
import type { HealthSnapshot } from './services/HealthSnapshot';

const MOST_BYTES = '1mb';

/** Where other systems send alerts; open to whoever can prove who they are. */
export const WEBHOOK_PATH = '/webhooks';

/**
 * Receives what other systems send: with a token of the portal, or signed over
 * the raw body.
 */
export function createWebhookRouter(options: {
  httpAuth: HttpAuthService;
  access: CatalogAccess;
  snapshot: HealthSnapshot;
  alertJobs: AlertJob[];
}): ExpressRouter {
  const { httpAuth, access, snapshot } = options;
  const jobs = new Map(
    options.alertJobs
      .filter(({ source }) => source.webhook)
      .map(job => [job.source.id, job]),
  );
  const router = Router();

  router.post(
    `${WEBHOOK_PATH}/:sourceId`,
    express.raw({ type: () => true, limit: MOST_BYTES }),
    async (request, response) => {
      const now = new Date();
      const job = jobs.get(request.params.sourceId);
      const webhook = job?.source.webhook;
      if (webhook?.authentication !== 'signature') {
        // Who may not send learns nothing about what there is.
        const credentials = await httpAuth.credentials(request, {
          allow: ['service'],
        });
        await access.require(opsHealthAlertReceivePermission, credentials);
      }
      if (!job || !webhook) {
        throw new NotFoundError(
          `There is no webhook '${request.params.sourceId}'`,
        );
      }
      const body: Buffer = Buffer.isBuffer(request.body)
        ? request.body
        : Buffer.alloc(0);
      webhook.verify?.({ headers: request.headers, body, now });
      const alerts = webhook.parse(parseJson(body), now);
      const { index } = await snapshot.get();
      await job.receive(alerts, index, now);
      response.status(202).json({ received: alerts.length });
    },
  );

  return router;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new InputError('body: expected is JSON');
  }
}
