import type { MatrixResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import { orderFrameworks } from '../controls/orderFrameworks';
import type { MatrixFramework } from './cellLevels';

/** The frameworks that something is asked by, of what the filters leave, those to follow first. */
export function askedFrameworks(
  matrix: Pick<MatrixResponse, 'frameworks' | 'totals'>,
): MatrixFramework[] {
  return orderFrameworks(
    matrix.frameworks.filter(({ id }) =>
      matrix.totals.some(
        ({ frameworkId, entities }) => frameworkId === id && entities > 0,
      ),
    ),
  );
}
