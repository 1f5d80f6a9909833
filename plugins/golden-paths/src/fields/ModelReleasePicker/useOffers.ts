import { useApiHolder } from '@backstage/frontend-plugin-api';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Offer } from './offers';
import { readOffers } from './readOffers';
import type { FieldSchema } from './release';

/** What can be picked of a model, and else why there is nothing. */
export function useOffers(
  model: string | undefined,
  schema: FieldSchema,
): {
  offers: Offer[] | undefined;
  error: Error | undefined;
  loading: boolean;
  why: string | undefined;
} {
  const api = useApiHolder().get(modelsApiRef);
  const { value, error, loading } = useLoad(model ?? '', async () =>
    api && model ? readOffers(api, model, schema) : undefined,
  );
  const isAsked = Boolean(api && model);
  return {
    offers: value?.length ? value : undefined,
    error,
    loading: isAsked && loading,
    why: isAsked && !loading && !error ? describeNone(value) : undefined,
  };
}

function describeNone(offers: Offer[] | undefined): string | undefined {
  if (!offers) {
    return 'No registry of the portal has this model: say where its artefact is.';
  }
  return offers.length === 0
    ? 'The registry has no version of this model that may be released: say where its artefact is.'
    : undefined;
}
