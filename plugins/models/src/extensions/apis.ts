import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  modelsApiRef,
  ModelsClient,
} from '@platform-ops/backstage-plugin-models-react';

export const modelsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: modelsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ModelsClient.create({ fetchApi }),
    }),
});
