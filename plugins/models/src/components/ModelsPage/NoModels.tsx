import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import {
  EmptyState,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { registriesRouteRef } from '../../routes';
import { REGISTRY_CONFIG } from '../RegistriesPage/registryConfig';

function NothingReadYet() {
  const registriesPath = useRouteRef(registriesRouteRef)?.();
  const api = useApi(modelsApiRef);
  const registries = useLoad('registries', () => api.listRegistries());
  if (registries.loading) {
    return <SkeletonLines lines={3} label="Looking for registries" />;
  }
  if (registries.value?.items.length === 0) {
    return (
      <EmptyState
        title="No registry is connected yet"
        description="The models of your registries appear here. Add three lines to app-config.yaml and restart the backend:"
        copy={{ label: 'Copy the configuration', text: REGISTRY_CONFIG }}
      />
    );
  }
  return (
    <EmptyState
      title="No model to show"
      description="A registry is connected, but holds no registered model that you may see, or was not read yet."
      action={
        registriesPath && (
          <ButtonLink size="small" variant="secondary" href={registriesPath}>
            See the registries
          </ButtonLink>
        )
      }
    />
  );
}

/** Stands where the table would be. */
export function NoModels(props: { filtered: boolean; onClear: () => void }) {
  if (!props.filtered) {
    return <NothingReadYet />;
  }
  return (
    <EmptyState
      title="No model matches"
      description="The filters together leave nothing."
      action={
        <Button size="small" variant="secondary" onPress={props.onClear}>
          Clear all filters
        </Button>
      }
    />
  );
}
