import { formatCsv } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Timeline } from '@platform-ops/backstage-plugin-scorecards-common';
import { NOTHING_RECORDED } from './spanWords';

/** Each span of each control as a line. */
export function timelineCsv(timeline: Timeline): string {
  return formatCsv([
    [
      'entity',
      'framework',
      'control',
      'citation',
      'title',
      'from',
      'to',
      'verdict',
      'reason',
      'framework version',
    ],
    ...timeline.controls.flatMap(({ id, citation, title, spans }) =>
      spans.map(span => [
        timeline.entityRef,
        timeline.frameworkId,
        id,
        citation,
        title,
        span.from,
        span.to,
        span.verdict ?? NOTHING_RECORDED,
        span.reason,
        span.frameworkVersion,
      ]),
    ),
  ]);
}
