import { formatAbsoluteTime, formatAge, toDate } from './formatTime';
import { useNow } from './useNow';

/** @public */
export interface ElapsedTimeProps {
  since: string | Date;
  /** Goes before the text, for example "for". */
  prefix?: string;
}

/**
 * How long something has lasted, in its short form, with the beginning in its
 * tooltip. It renews itself.
 *
 * @public
 */
export function ElapsedTime(props: ElapsedTimeProps) {
  const now = useNow();
  const since = toDate(props.since);
  const prefix = props.prefix ? `${props.prefix} ` : '';
  if (!since) {
    return <span>{prefix}unknown</span>;
  }
  return (
    <time
      dateTime={since.toISOString()}
      title={`Since ${formatAbsoluteTime(since)}`}
    >
      {prefix}
      {formatAge(since, now)}
    </time>
  );
}
