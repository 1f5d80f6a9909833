import { parseEntityRef } from '@backstage/catalog-model';
import type { MatrixResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import type { MatrixGroup } from '../hooks/useOverviewView';

const WORDS: Record<MatrixGroup, { one: string; many: string; none: string }> =
  {
    system: { one: 'System', many: 'Systems', none: 'No system' },
    owner: { one: 'Owner', many: 'Owners', none: 'No owner' },
    kind: { one: 'Kind', many: 'Kinds', none: 'No kind' },
  };

/** What the rows of the matrix are called. */
export function groupWords(by: MatrixGroup) {
  return WORDS[by];
}

/** What a row is called where no link asks the catalog for its title. */
export function rowTitle(
  row: Pick<MatrixResponse['rows'][number], 'key' | 'title'>,
  by: MatrixGroup,
): string {
  if (!row.key) {
    return WORDS[by].none;
  }
  return row.title || (by === 'kind' ? row.key : parseEntityRef(row.key).name);
}
