import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createRouteServer,
  openApiDocument,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { sandboxFaultInjectPermission } from '@platform-ops/backstage-plugin-sandbox-common';
import express from 'express';
import Router from 'express-promise-router';
import { routes } from './api/routes';
import type { SandboxService } from './services/SandboxService';

/**
 * `/api/sandbox`: how the sandbox stands, and its faults.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  sandbox: SandboxService;
}): express.Router {
  const { httpAuth, permissions, sandbox } = options;
  const router = Router();
  router.use(express.json({ limit: '10kb' }));
  const serve = createRouteServer({
    router,
    httpAuth,
    document: openApiDocument({
      title: 'Sandbox',
      description: 'The simulated AI platform and its faults.',
      baseUrl: '/api/sandbox',
      routes,
    }),
  });

  const requireMayInject = async (credentials: BackstageCredentials) => {
    const [decision] = await permissions.authorize(
      [{ permission: sandboxFaultInjectPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${sandboxFaultInjectPermission.name}, which none of your roles grants`,
      );
    }
  };

  serve(routes.getStatus, async () => ({ ...(await sandbox.report()) }));

  serve(routes.listFaults, async () => sandbox.listFaults());

  serve(routes.injectFault, async ({ params, body, credentials }) => {
    await requireMayInject(credentials);
    return sandbox.injectFault(params.name, body);
  });

  serve(routes.stopFault, async ({ params, query, credentials }) => {
    await requireMayInject(credentials);
    return sandbox.stopFault(params.name, query);
  });

  return router;
}
