import type {
  CatalogAccess,
  RouteServer,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { recordRoutes as routes } from '../api/recordRoutes';
import type { MatrixReader } from '../records/MatrixReader';
import type { SampleReader } from '../records/SampleReader';
import type { TimelineReader } from '../records/TimelineReader';

export interface RecordRouterOptions {
  access: CatalogAccess;
  matrix: MatrixReader;
  timeline: TimelineReader;
  samples: SampleReader;
}

/**
 * Serves how all stand, and how it was.
 */
export function serveRecords(
  serve: RouteServer,
  options: RecordRouterOptions,
): void {
  const { access, matrix, timeline, samples } = options;

  serve(routes.getMatrix, async ({ query, credentials }) =>
    matrix.read(query, await access.visibleRefs(credentials)),
  );

  serve(routes.getTimeline, async ({ query, credentials }) =>
    timeline.read(query, await access.visibility(credentials)),
  );

  serve(routes.drawSample, async ({ query, credentials }) =>
    samples.draw(query, await access.visibility(credentials)),
  );
}
