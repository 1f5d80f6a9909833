import { formatAbsoluteTime, formatRelativeTime, toDate } from './formatTime';
import { RelativeTime } from './RelativeTime';
import { useNow } from './useNow';

/** @public */
export interface ObservedTimeProps {
  /**
   * When something happened, as far as it is known: exactly, or that it was
   * seen not yet at `after` and seen at `before`.
   */
  time: {
    exact?: string | Date;
    after?: string | Date;
    before?: string | Date;
  };
}

/**
 * The time of something that was noticed by asking now and then. Unless the
 * time is exact it says between which two observations it must lie.
 *
 * @public
 */
export function ObservedTime(props: ObservedTimeProps) {
  const now = useNow();
  const { exact, after, before } = props.time;
  if (toDate(exact)) {
    return <RelativeTime time={exact!} />;
  }
  const earliest = toDate(after);
  const latest = toDate(before);
  if (earliest && latest) {
    const from = formatRelativeTime(earliest, now);
    const to = formatRelativeTime(latest, now);
    return (
      <time
        dateTime={latest.toISOString()}
        title={`Observed between ${formatAbsoluteTime(
          earliest,
        )} and ${formatAbsoluteTime(latest)}`}
      >
        {from === to ? `observed ${to}` : `observed between ${from} and ${to}`}
      </time>
    );
  }
  if (latest) {
    return <RelativeTime time={latest} prefix="first seen" />;
  }
  if (earliest) {
    return <RelativeTime time={earliest} prefix="some time after" />;
  }
  return <span>time unknown</span>;
}
