import { formatClockTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { HistorySpan } from '../../controls/historySpans';
import { describeSpan, spanTimes } from '../../timeline/spanWords';
import { SpanBar } from '../Spans';
import styles from './HistoryBar.module.css';

/** Verdicts over time; a gap stays a gap. */
export function HistoryBar(props: { spans: readonly HistorySpan[] }) {
  const { spans } = props;
  const now = Date.now();
  const start = spans[0].from;
  const end = Math.max(now, ...spans.map(({ from, to }) => to ?? from));
  return (
    <figure className={styles.figure}>
      <SpanBar
        label="Verdicts over time"
        from={start}
        to={end}
        spans={spans.map(({ verdict, from, to = end, reason }) => ({
          from,
          to,
          ...describeSpan({ verdict, reason, parts: 1 }),
          look: verdict ?? 'gap',
          times: spanTimes({ from, to }),
        }))}
      />
      <figcaption className={styles.ends}>
        <span>{formatClockTime(new Date(start), now)}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
