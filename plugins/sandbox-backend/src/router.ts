import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type express from 'express';
import Router from 'express-promise-router';
import type { SandboxService } from './services/SandboxService';

/**
 * `/api/sandbox`: how the sandbox stands. Fault injection will be its sibling.
 */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  sandbox: SandboxService;
}): express.Router {
  const { httpAuth, sandbox } = options;
  const router = Router();

  router.get('/status', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json(await sandbox.report());
  });

  return router;
}
