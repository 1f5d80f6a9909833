import type { ModelsApi } from '@platform-ops/backstage-plugin-models-react';
import { toOffers, type Offer } from './offers';
import type { FieldSchema } from './release';

/** Nobody looks through more; what is in use comes first. */
const MOST_OFFERED = 100;

/** The versions of a model; undefined where no registry has the model. */
export async function readOffers(
  api: ModelsApi,
  modelRef: string,
  schema: FieldSchema,
): Promise<Offer[] | undefined> {
  const model = await api.getModelByRef(modelRef);
  if (!model) {
    return undefined;
  }
  const { items } = await api.listVersions(model.id, {
    sort: 'stage',
    order: 'desc',
    limit: MOST_OFFERED,
  });
  return toOffers(model, items, schema);
}
