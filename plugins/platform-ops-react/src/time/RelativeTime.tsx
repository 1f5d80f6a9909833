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
  // The clock ticks twice a minute: what just happened would lie ahead of it.
  const reference = date.getTime() > now ? Date.now() : now;
  return (
    <time dateTime={date.toISOString()} title={formatAbsoluteTime(date)}>
      {prefix}
      {formatRelativeTime(date, reference)}
    </time>
  );
}
