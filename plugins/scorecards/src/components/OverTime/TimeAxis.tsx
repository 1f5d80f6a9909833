import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { TimelineRow } from './TimelineRow';
import styles from './TimeAxis.module.css';

const PARTS = 4;

const DAY_MS = 24 * 60 * 60 * 1000;

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

const TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** The days under the bars; of a short period the times. */
export function TimeAxis(props: { from: number; to: number }) {
  const { from, to } = props;
  const format = to - from > PARTS * DAY_MS ? DAY : TIME;
  const moments = Array.from(
    { length: PARTS + 1 },
    (_, part) => new Date(from + ((to - from) * part) / PARTS),
  );
  return (
    <TimelineRow
      name=""
      bar={
        <div className={styles.axis}>
          {moments.map(moment => (
            <span key={moment.getTime()} title={formatAbsoluteTime(moment)}>
              {format.format(moment)}
            </span>
          ))}
        </div>
      }
    />
  );
}
