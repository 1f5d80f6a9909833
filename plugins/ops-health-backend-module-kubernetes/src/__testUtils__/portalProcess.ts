/*
 * A backend with the real Kubernetes plugin, this module, and a plugin that
 * lets a test ask the module's sources, as a process of its own. Reads its
 * configuration as JSON from PORTAL_CONFIG.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { isError } from '@backstage/errors';
import {
  conditionSourcesExtensionPoint,
  type ConditionSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import opsHealthModuleKubernetes from '..';

const opsHealthPlugin = createBackendPlugin({
  pluginId: 'ops-health',
  register(env) {
    const sources = new Map<string, ConditionSource>();
    env.registerExtensionPoint(conditionSourcesExtensionPoint, {
      addConditionSource: (...added) =>
        added.forEach(source => sources.set(source.id, source)),
    });
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        httpRouter.use(async (request, response) => {
          try {
            const source = sources.get(request.path.slice(1))!;
            response.json({ snapshot: await source.observe() });
          } catch (error) {
            const { name, message } = isError(error) ? error : new Error();
            response.json({ error: { name, message } });
          }
        });
      },
    });
  },
});

async function main() {
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: JSON.parse(process.env.PORTAL_CONFIG!),
    }),
  );
  // The default one reads the configuration schemas of all packages first.
  backend.add(mockServices.rootLogger.factory({ level: 'info' }));
  backend.add(import('@backstage/plugin-kubernetes-backend'));
  backend.add(opsHealthPlugin);
  backend.add(opsHealthModuleKubernetes);
  await backend.start();
  process.send!('ready');
}

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
main();
