import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  opsHealthApiRef,
  OpsHealthClient,
} from '@platform-ops/backstage-plugin-ops-health-react';

export const opsHealthApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: opsHealthApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => OpsHealthClient.create({ fetchApi }),
    }),
});
