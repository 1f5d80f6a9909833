import type {
  CompositeAlarm,
  Dimension,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type {
  AlertSeverity,
  ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { snakeCase } from '../text';

const MAX_SUMMARY_CHARACTERS = 400;

/** An alarm that fires, and what was found out about it. */
export interface FiringAlarm {
  alarm: MetricAlarm | CompositeAlarm;
  severity: AlertSeverity;
  /** The description of the rule that mutes it. */
  muted: string | undefined;
  /** Labels that all alarms have. */
  place: Record<string, string>;
  url: string | undefined;
}

export function toObservedAlert({
  alarm,
  severity,
  muted,
  place,
  url,
}: FiringAlarm): ObservedAlert {
  const name = alarm.AlarmName ?? '';
  return {
    fingerprint: alarm.AlarmArn ?? name,
    name,
    severity,
    labels: { ...place, alarm_name: name, ...labelsOf(alarm) },
    summary: oneLine(
      [alarm.AlarmDescription, alarm.StateReason].filter(Boolean).join(' – ') ||
        `${name} is in ALARM`,
      MAX_SUMMARY_CHARACTERS,
    ),
    startsAt:
      alarm.StateTransitionedTimestamp ??
      alarm.StateUpdatedTimestamp ??
      new Date(),
    suppressed: suppressionOf(alarm, muted),
    url,
  };
}

/** What steers its metrics; not what differs among the metrics of one alarm. */
function labelsOf(alarm: MetricAlarm | CompositeAlarm): Record<string, string> {
  if (!isMetricAlarm(alarm)) {
    return {};
  }
  const sets: Dimension[][] = [
    ...(alarm.Dimensions?.length ? [alarm.Dimensions] : []),
    ...(alarm.Metrics ?? []).flatMap(({ MetricStat }) =>
      MetricStat?.Metric ? [MetricStat.Metric.Dimensions ?? []] : [],
    ),
  ];
  const labels = new Map<string, string | undefined>();
  for (const { Name, Value } of sets.flat()) {
    const label = snakeCase(Name ?? '');
    const isSame = !labels.has(label) || labels.get(label) === Value;
    labels.set(label, isSame ? Value : undefined);
  }
  return Object.fromEntries(
    [...labels].filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
}

function isMetricAlarm(
  alarm: MetricAlarm | CompositeAlarm,
): alarm is MetricAlarm {
  return !('AlarmRule' in alarm && alarm.AlarmRule);
}

function suppressionOf(
  alarm: MetricAlarm | CompositeAlarm,
  muted: string | undefined,
): ObservedAlert['suppressed'] {
  if (muted !== undefined) {
    return { by: 'silence', comment: muted };
  }
  if (alarm.ActionsEnabled === false) {
    return { by: 'silence', comment: 'The actions of the alarm are off' };
  }
  return 'ActionsSuppressedBy' in alarm && alarm.ActionsSuppressedBy
    ? { by: 'inhibition', comment: alarm.ActionsSuppressedReason }
    : undefined;
}
