/*
 * A backend with the real Kubernetes plugin, this module, and a plugin that
 * lets a test ask the module's collector, as a process of its own. Reads its
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
  factCollectorsExtensionPoint,
  type CollectedBatch,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import scorecardsModuleKubernetes from '..';

const scorecardsPlugin = createBackendPlugin({
  pluginId: 'scorecards',
  register(env) {
    const collectors: FactCollector[] = [];
    env.registerExtensionPoint(factCollectorsExtensionPoint, {
      addFactCollector: (...added: FactCollector[]) =>
        void collectors.push(...added),
    } as never);
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        httpRouter.use(async (request, response) => {
          try {
            const body: Uint8Array[] = [];
            for await (const chunk of request) {
              body.push(chunk);
            }
            const batches: CollectedBatch[] = [];
            for await (const batch of collectors[0].collect({
              entities: JSON.parse(Buffer.concat(body).toString()),
              signal: new AbortController().signal,
            })) {
              batches.push(batch);
            }
            response.json({ batches });
          } catch (error) {
            response.json({ error: isError(error) ? error.message : '?' });
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
  backend.add(scorecardsPlugin);
  backend.add(scorecardsModuleKubernetes);
  await backend.start();
  process.send!('ready');
}

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
main();
