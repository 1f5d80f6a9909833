import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Timeline } from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';
import { useCompliancePath } from '../../hooks/useCompliancePath';
import { toDrawnSpans } from '../../timeline/spans';
import { describeSpan, spanTimes } from '../../timeline/spanWords';
import { SpanBar } from '../Spans';
import { TimelineRow } from './TimelineRow';

function describeShares(share: Timeline['controls'][number]['share']): string {
  const parts = (['met', 'unmet', 'unknown'] as const)
    .filter(part => share[part] > 0)
    .map(part => `${part} ${formatScore(share[part])}`);
  return parts.join(' · ') || 'does not apply';
}

/** How one control stood over the period. */
export function ControlTimeline(props: {
  timeline: Timeline;
  control: Timeline['controls'][number];
}) {
  const { timeline, control } = props;
  const pathOf = useCompliancePath();
  const { from, to, spans } = useMemo(() => {
    const period = {
      from: Date.parse(timeline.from),
      to: Date.parse(timeline.to),
    };
    return { ...period, spans: toDrawnSpans(control.spans, period) };
  }, [timeline, control]);
  return (
    <TimelineRow
      name={
        pathOf ? (
          <AppLink
            to={pathOf(timeline.entityRef, timeline.frameworkId, control.id)}
            variant="body-small"
          >
            {control.title}
          </AppLink>
        ) : (
          control.title
        )
      }
      citation={control.citation}
      bar={
        <SpanBar
          label={control.title}
          from={from}
          to={to}
          spans={spans.map(span => ({
            ...span,
            ...describeSpan(span),
            look: span.verdict ?? 'gap',
            times: spanTimes(span),
          }))}
        />
      }
      summary={describeShares(control.share)}
    />
  );
}
