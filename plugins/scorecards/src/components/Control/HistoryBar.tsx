import {
  formatAbsoluteTime,
  formatClockTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { verdictWord } from '@platform-ops/backstage-plugin-scorecards-react';
import type { HistorySpan } from '../../controls/historySpans';
import styles from './HistoryBar.module.css';

const HEIGHT = 16;
const THINNEST_PERCENT = 0.4;

function describe({ verdict, from, to }: HistorySpan): string {
  const until =
    to === undefined
      ? 'until now'
      : `until ${formatAbsoluteTime(new Date(to))}`;
  const word = verdict ? verdictWord(verdict) : 'nothing recorded';
  return `${word} from ${formatAbsoluteTime(new Date(from))} ${until}`;
}

/** Verdicts over time; a gap stays a gap. */
export function HistoryBar(props: { spans: readonly HistorySpan[] }) {
  const { spans } = props;
  const now = Date.now();
  const start = spans[0].from;
  const end = Math.max(now, ...spans.map(({ from, to }) => to ?? from));
  const percent = (moment: number) =>
    end > start ? ((moment - start) / (end - start)) * 100 : 0;
  return (
    <figure className={styles.figure}>
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={spans.map(describe).join('; ')}
      >
        {spans.map(span => {
          const x = percent(span.from);
          return (
            <g key={`${span.from} ${span.verdict}`}>
              <title>{describe(span)}</title>
              <rect
                className={styles.span}
                data-verdict={span.verdict ?? 'gap'}
                x={`${x}%`}
                width={`${Math.max(
                  percent(span.to ?? end) - x,
                  THINNEST_PERCENT,
                )}%`}
                y={span.verdict ? 0 : HEIGHT / 2 - 1}
                height={span.verdict ? HEIGHT : 2}
              />
            </g>
          );
        })}
      </svg>
      <figcaption className={styles.ends}>
        <span>{formatClockTime(new Date(start), now)}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
