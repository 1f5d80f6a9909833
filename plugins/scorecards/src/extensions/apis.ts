import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  scorecardsApiRef,
  ScorecardsClient,
} from '@platform-ops/backstage-plugin-scorecards-react';

export const scorecardsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scorecardsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ScorecardsClient.create({ fetchApi }),
    }),
});
