import { useApi } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  EmptyState,
  LoadFailure,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect } from 'react';
import { useModelsSignal } from '../../hooks/useModelsSignal';
import { RegistryCard } from './RegistryCard';
import { REGISTRY_CONFIG } from './registryConfig';
import styles from './RegistriesPage.module.css';

const PROGRESS_MILLISECONDS = 2_000;

/**
 * Which registries are connected, and how their syncs stand.
 */
export function RegistriesPage() {
  const api = useApi(modelsApiRef);
  const { value, error, reload } = useLoad('registries', () =>
    api.listRegistries(),
  );
  useModelsSignal(reload);

  // Progress is not signalled: it would be a message per model.
  const syncing = value?.items.some(({ progress }) => progress) ?? false;
  useEffect(() => {
    if (!syncing) {
      return undefined;
    }
    const timer = setInterval(reload, PROGRESS_MILLISECONDS);
    return () => clearInterval(timer);
  }, [syncing, reload]);

  return (
    <Container className={styles.page}>
      {error && (
        <LoadFailure what="the registries" error={error} onRetry={reload} />
      )}
      {!error && !value && (
        <SkeletonLines lines={2} lineHeight={180} label="Loading registries" />
      )}
      {value?.items.length === 0 && (
        <EmptyState
          title="No registry is connected yet"
          description="Add three lines to app-config.yaml and restart the backend:"
          copy={{ label: 'Copy the configuration', text: REGISTRY_CONFIG }}
        />
      )}
      <div className={styles.cards}>
        {value?.items.map(registry => (
          <RegistryCard
            key={registry.id}
            registry={registry}
            onSynced={reload}
          />
        ))}
      </div>
    </Container>
  );
}
