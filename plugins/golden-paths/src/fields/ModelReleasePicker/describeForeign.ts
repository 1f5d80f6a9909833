import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { isOf } from './offers';
import { readOffers } from './readOffers';
import type { FieldSchema, Release } from './release';

/**
 * Why a version is none of the model; undefined where it is one, or that cannot
 * be told. The model may have been changed since the version was picked.
 */
export async function describeForeign(
  release: Release,
  model: unknown,
  schema: FieldSchema,
  apis: ApiHolder,
): Promise<string | undefined> {
  const api = apis.get(modelsApiRef);
  if (!release.version || !api || typeof model !== 'string') {
    return undefined;
  }
  const offers = await readOffers(api, model, schema).catch(() => undefined);
  return offers && !offers.some(offer => isOf(release, offer))
    ? `Version ${release.version} with this address and digest is not offered for ${model}`
    : undefined;
}
