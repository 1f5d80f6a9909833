import type { ObservedTime } from '@platform-ops/backstage-plugin-models-common';
import {
  formatAbsoluteTime,
  formatAge,
} from '@platform-ops/backstage-plugin-platform-ops-react';

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
      {time.exact || time.after ? '' : '> '}
      {formatAge(moment)}
    </time>
  );
}
