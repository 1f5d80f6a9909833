import { createBackend } from '@backstage/backend-defaults';
import { repositoryUrlReaderFactory } from '@platform-ops/backstage-plugin-golden-paths-node';
import { configuredFeatureLoader } from './features/configuredFeatureLoader';
import { productionCheck } from './features/productionCheck';
import { sandboxFeatureLoader } from './features/sandboxFeatureLoader';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-auth-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@platform-ops/backstage-plugin-permission-backend-module-platform-ops'
  ),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@platform-ops/backstage-plugin-catalog-backend-module-models'),
);

backend.add(import('@platform-ops/backstage-plugin-models-backend'));
backend.add(
  import('@platform-ops/backstage-plugin-models-backend-module-mlflow'),
);

backend.add(import('@platform-ops/backstage-plugin-ops-health-backend'));
backend.add(
  import(
    '@platform-ops/backstage-plugin-ops-health-backend-module-alertmanager'
  ),
);
backend.add(
  import('@platform-ops/backstage-plugin-ops-health-backend-module-aws'),
);
backend.add(
  import('@platform-ops/backstage-plugin-ops-health-backend-module-direct'),
);
backend.add(
  import('@platform-ops/backstage-plugin-ops-health-backend-module-kubernetes'),
);
backend.add(
  import('@platform-ops/backstage-plugin-ops-health-backend-module-prometheus'),
);

backend.add(import('@platform-ops/backstage-plugin-scorecards-backend'));
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-catalog'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-ci'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-kubernetes'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-cloud'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-models'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-ops-health'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scorecards-backend-module-tls'),
);

backend.add(import('@platform-ops/backstage-plugin-golden-paths-backend'));
backend.add(repositoryUrlReaderFactory);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(
  import('@platform-ops/backstage-plugin-search-backend-module-models'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@platform-ops/backstage-plugin-scaffolder-backend-module-mlops'),
);
backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(productionCheck);
backend.add(configuredFeatureLoader);
backend.add(sandboxFeatureLoader);

backend.start();
