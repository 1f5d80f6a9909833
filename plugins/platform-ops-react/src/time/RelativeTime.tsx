import { formatAbsoluteTime, formatRelativeTime, toDate } from './formatTime';
import { useNow } from './useNow';

/** @public */
export interface RelativeTimeProps {
  time: string | Date;
  /** Goes before the text, for example "since". */
  prefix?: string;
}

/**
 * A moment as people say it, with the absolute time in its tooltip. It renews
 * itself.
 *
 * @public
 */
export function RelativeTime(props: RelativeTimeProps) {
  const now = useNow();
  const date = toDate(props.time);
  const prefix = props.prefix ? `${props.prefix} ` : '';
  if (!date) {
    return <span>{prefix}unknown</span>;
  }
  return (
    <time dateTime={date.toISOString()} title={formatAbsoluteTime(date)}>
      {prefix}
      {formatRelativeTime(date, now)}
    </time>
  );
}
