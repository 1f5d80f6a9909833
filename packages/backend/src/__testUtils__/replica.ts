/*
 * One replica of a backend that has only the model catalog, as a process of
 * its own. Reads its configuration as JSON from REPLICA_CONFIG.
 */
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';

const backend = createBackend();
backend.add(
  mockServices.rootConfig.factory({
    data: JSON.parse(process.env.REPLICA_CONFIG!),
  }),
);
backend.add(import('@platform-ops/backstage-plugin-models-backend'));
backend.add(
  import('@platform-ops/backstage-plugin-models-backend-module-mlflow'),
);
backend.start();
