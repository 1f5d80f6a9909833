import type { ModelRegistryStatus } from '@platform-ops/backstage-plugin-models-common';
import { minutesAgo } from './time';

/** One registry that works, one that fails, one that is read for the first time. */
export function exampleRegistries(): ModelRegistryStatus[] {
  return [
    {
      id: 'hospital',
      type: 'mlflow',
      title: 'Hospital MLflow',
      uiUrl: 'https://mlflow.example.org',
      serverVersion: '3.18.0',
      state: 'connected',
      lastSyncedAt: minutesAgo(2),
      lastSyncSeconds: 1.84,
      stale: false,
      counts: { models: 10, versions: 71, prompts: 4 },
    },
    {
      id: 'trading',
      type: 'mlflow',
      title: 'Trading desk MLflow',
      uiUrl: 'https://mlflow.trading.example.org',
      serverVersion: '2.22.1',
      state: 'failing',
      lastSyncedAt: minutesAgo(640),
      lastSyncSeconds: 3.2,
      lastError: {
        at: minutesAgo(4),
        message:
          'mlflow.trading.example.org refused the token (401). Check models.registries.trading.token.',
        consecutiveFailures: 22,
      },
      stale: true,
      counts: { models: 6, versions: 97 },
    },
    {
      id: 'shop',
      type: 'mlflow',
      title: 'Shop MLflow',
      uiUrl: 'https://mlflow.shop.example.org',
      state: 'never',
      progress: { startedAt: minutesAgo(1), done: 11, total: 18 },
      stale: false,
      counts: { models: 11, versions: 115, prompts: 0 },
    },
  ];
}
