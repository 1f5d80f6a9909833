import { RiHistoryLine } from '@remixicon/react';
import { formatAbsoluteTime, formatAge, toDate } from './formatTime';
import { useNow } from './useNow';
import styles from './StaleMark.module.css';

/** @public */
export interface StaleMarkProps {
  /** When the value was last known to be true. */
  since: string | Date;
  /** Where the value came from, for example a registry's id. */
  source: string;
}

/**
 * Stands beside a value that is kept although its source no longer answers.
 *
 * @public
 */
export function StaleMark(props: StaleMarkProps) {
  const now = useNow();
  const since = toDate(props.since);
  return (
    <span
      className={styles.mark}
      title={
        since
          ? `Last confirmed ${formatAbsoluteTime(since)} by ${props.source}`
          : undefined
      }
    >
      <RiHistoryLine size={14} aria-hidden />
      <span>
        {since ? `${formatAge(since, now)} old` : 'age unknown'}, from{' '}
        {props.source}
      </span>
    </span>
  );
}
