/*
 * A backend with the real Kubernetes plugin, as a process of its own. Reads its
 * configuration as JSON from PORTAL_CONFIG.
 */
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

async function main() {
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: JSON.parse(process.env.PORTAL_CONFIG!),
    }),
  );
  // The default one reads the configuration schemas of all packages first.
  backend.add(mockServices.rootLogger.factory({ level: 'warn' }));
  // So that it takes the tokens of the test's own mocks.
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(import('@backstage/plugin-kubernetes-backend'));
  await backend.start();
  process.send!('ready');
}

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
main();
