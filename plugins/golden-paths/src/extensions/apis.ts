import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { goldenPathsApiRef, GoldenPathsClient } from '../api';

export const goldenPathsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: goldenPathsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => GoldenPathsClient.create({ fetchApi }),
    }),
});
