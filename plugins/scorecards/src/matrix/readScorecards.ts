import type { ScorecardSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  ScorecardsApi,
  ScorecardsQuery,
} from '@platform-ops/backstage-plugin-scorecards-react';

const PAGE_SIZE = 500;
const MOST_PAGES = 8;

/** As many scorecards as a matrix can hold, and how many there are. */
export async function readScorecards(
  api: ScorecardsApi,
  query: Pick<ScorecardsQuery, 'owner' | 'framework'>,
): Promise<{ scorecards: ScorecardSummary[]; totalItems: number }> {
  const scorecards: ScorecardSummary[] = [];
  let cursor: string | undefined;
  let totalItems = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.listScorecards({
      ...query,
      sort: 'score',
      limit: PAGE_SIZE,
      cursor,
    });
    scorecards.push(...answer.items);
    totalItems = answer.totalItems;
    cursor = answer.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return { scorecards, totalItems };
}
