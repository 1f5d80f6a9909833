import {
  formatAbsoluteTime,
  RelativeTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './Moment.module.css';

/** A moment as people say it; on paper, which does not renew itself, in full. */
export function Moment(props: { time: string; prefix?: string }) {
  const { time, prefix } = props;
  return (
    <>
      <span className={styles.onScreen}>
        <RelativeTime time={time} prefix={prefix} />
      </span>
      <span className={styles.onPaper}>
        {prefix} {formatAbsoluteTime(time)}
      </span>
    </>
  );
}
