import { formatAbsoluteTime } from '@platform-ops/backstage-plugin-platform-ops-react';
import { TimelineRow } from './TimelineRow';
import styles from './TimeAxis.module.css';

const PARTS = 4;

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** The days under the bars. */
export function TimeAxis(props: { from: number; to: number }) {
  const { from, to } = props;
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
              {DAY.format(moment)}
            </span>
          ))}
        </div>
      }
    />
  );
}
