import type { ModelStage } from '@platform-ops/backstage-plugin-models-common';
import { StageBadge } from '@platform-ops/backstage-plugin-models-react';
import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import type { StageSpan } from './stageSpans';
import styles from './StageLane.module.css';

const HEIGHT = 20;
const LABEL_BASELINE = 14;
const LABEL_INSET = 4;
/** Narrower bars carry their version in the tooltip only. */
const LABEL_PERCENT = 4;
const THINNEST_PERCENT = 0.4;

function describe(span: StageSpan): string {
  const from = formatAbsoluteTime(new Date(span.from));
  const until =
    span.to === undefined
      ? 'until now'
      : `until ${formatAbsoluteTime(new Date(span.to))}`;
  return `${formatVersion(span.version)} ${span.stage} from ${from} ${until}`;
}

/** One stage of the timeline: a bar per version that held it. */
export function StageLane(props: {
  stage: ModelStage;
  spans: readonly StageSpan[];
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}) {
  const { stage, spans, start, end } = props;
  const percent = (moment: number) =>
    end > start ? ((moment - start) / (end - start)) * 100 : 0;
  return (
    <div className={styles.lane}>
      <StageBadge stage={stage} />
      <svg
        className={styles.bars}
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={spans.map(describe).join('; ')}
      >
        {spans.map(span => {
          const x = percent(span.from);
          const width = Math.max(percent(span.to ?? end) - x, THINNEST_PERCENT);
          return (
            <g key={`${span.version} ${span.from}`} data-stage={stage}>
              <title>{describe(span)}</title>
              <rect
                className={styles.bar}
                x={`${x}%`}
                width={`${width}%`}
                height={HEIGHT}
                rx={3}
              />
              {width > LABEL_PERCENT && (
                <text
                  className={styles.label}
                  x={`${x}%`}
                  dx={LABEL_INSET}
                  y={LABEL_BASELINE}
                >
                  {formatVersion(span.version)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
