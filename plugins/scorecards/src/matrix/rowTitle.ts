import { parseEntityRef } from '@backstage/catalog-model';
import type { MatrixRow } from './buildMatrix';

/** What a row is called where no link asks the catalog for its title. */
export function rowTitle({
  system,
  title,
}: Pick<MatrixRow, 'system' | 'title'>): string {
  return title ?? (system ? parseEntityRef(system).name : 'no system');
}
