import type {
  FrameworkSummary,
  Timeline,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { useMemo } from 'react';
import { toLevelSpans, type ScoreStep } from '../../timeline/levelSpans';
import { spanTimes } from '../../timeline/spanWords';
import { SpanBar } from '../Spans';
import { TimelineRow } from './TimelineRow';
import styles from './LevelLine.module.css';

const HEIGHT = 100;
/** Of what was recorded, the level was not always kept. */
const UNKNOWN = 'unknown';
/** The line is not cut off at both ends of the scale. */
const MARGIN = 4;

function yOf(score: number): number {
  return HEIGHT - MARGIN - score * (HEIGHT - 2 * MARGIN);
}

function ScoreLine(props: {
  steps: readonly ScoreStep[];
  from: number;
  to: number;
}) {
  const { steps, from, to } = props;
  const known = steps.filter(({ score }) => score !== undefined);
  const xOf = (moment: number) => ((moment - from) / (to - from)) * HEIGHT;
  return (
    <svg
      className={styles.scores}
      viewBox={`0 0 ${HEIGHT} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={
        known.length > 0
          ? `Score: ${formatScore(known[0].score)} at first, ${formatScore(
              known.at(-1)!.score,
            )} at last`
          : `Score: ${UNKNOWN}`
      }
    >
      {known.map((step, index) => {
        const y = yOf(step.score!);
        const before = known[index - 1];
        return (
          <g key={step.from}>
            <line
              className={styles.step}
              x1={xOf(step.from)}
              x2={xOf(step.to)}
              y1={y}
              y2={y}
            />
            {before?.to === step.from && (
              <line
                className={styles.step}
                x1={xOf(step.from)}
                x2={xOf(step.from)}
                y1={yOf(before.score!)}
                y2={y}
              />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Level and score over the period. */
export function LevelLine(props: {
  timeline: Timeline;
  levels: FrameworkSummary['levels'];
  /** Its controls are mapped to checks and no more. */
  mappingOnly: boolean;
}) {
  const { timeline, levels, mappingOnly } = props;
  const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  const spans = useMemo(() => toLevelSpans(timeline), [timeline]);
  const known = spans.scores.filter(({ score }) => score !== undefined);
  const titleOf = (level: string | undefined) => {
    if (level === undefined) {
      return UNKNOWN;
    }
    return level === 'none'
      ? 'no level'
      : levels.find(({ id }) => id === level)?.title ?? level;
  };
  const lookOf = (level: string | undefined) => {
    if (level === undefined) {
      return 'not-evaluated';
    }
    return level === 'none' ? 'no-level' : 'level';
  };
  return (
    <TimelineRow
      name={<strong>{mappingOnly ? 'Coverage' : 'Score and level'}</strong>}
      bar={
        <div className={styles.line}>
          <ScoreLine steps={spans.scores} from={from} to={to} />
          {!mappingOnly && (
            <SpanBar
              label="Level"
              from={from}
              to={to}
              spans={spans.levels.map(span => ({
                ...span,
                look: lookOf(span.level),
                word: titleOf(span.level),
                times: spanTimes(span),
                caption: span.level && titleOf(span.level),
              }))}
            />
          )}
        </div>
      }
      summary={
        known.length > 0 ? (
          <>
            {formatScore(known[0].score)} → {formatScore(known.at(-1)!.score)}
          </>
        ) : (
          UNKNOWN
        )
      }
    />
  );
}
