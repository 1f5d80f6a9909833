import type { ObservedTime } from '@platform-ops/backstage-plugin-platform-ops-common';
import {
  formatAbsoluteTime,
  formatAge,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const MINUTE = 60_000;

/** What was already so at the first look is older than the look. */
function shorten(time: ObservedTime, moment: string): string {
  if (time.exact || time.after) {
    return formatAge(moment);
  }
  return Date.now() - Date.parse(moment) < MINUTE
    ? 'just seen'
    : `over ${formatAge(moment)}`;
}

function explain(time: ObservedTime): string {
  if (time.exact) {
    return formatAbsoluteTime(time.exact);
  }
  if (time.after && time.before) {
    return `Observed between ${formatAbsoluteTime(
      time.after,
    )} and ${formatAbsoluteTime(time.before)}`;
  }
  return time.before
    ? `Already so when the portal first looked, ${formatAbsoluteTime(
        time.before,
      )}`
    : 'Time unknown';
}

/**
 * How long ago, in as little room as a table has. The tooltip says how well it
 * is known.
 */
export function Age(props: { time: ObservedTime | undefined }) {
  const { time } = props;
  const moment = time?.exact ?? time?.before;
  if (!time || !moment) {
    return null;
  }
  return (
    <time dateTime={moment} title={explain(time)}>
      {shorten(time, moment)}
    </time>
  );
}
