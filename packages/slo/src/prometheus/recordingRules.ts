import { badExpression } from './PrometheusSource';
import { inWindow, promSelector } from './promText';
import { COUNTED, type RulePlan } from './RulePlan';

export interface RecordingRule {
  record: string;
  expr: string;
  labels: Record<string, string>;
}

/** For each window: events, bad events, and the share of bad ones. */
export function recordingRules(plan: RulePlan): RecordingRule[] {
  const { source, labels, windows } = plan;
  const { total } = source;
  return windows.flatMap(windowMs => {
    const events = COUNTED.total(windowMs);
    const badEvents = COUNTED.bad(windowMs);
    const errorRatio = COUNTED.errorRatio(windowMs);
    if (total === undefined) {
      const ratio = 'errorRatio' in source ? source.errorRatio : '';
      const expr = `(${inWindow(ratio, windowMs)}) >= 0`;
      return [{ record: errorRatio, expr, labels }];
    }
    return [
      { record: events, expr: inWindow(total, windowMs), labels },
      {
        record: badEvents,
        expr: inWindow(badExpression({ ...source, total }), windowMs),
        labels,
      },
      {
        record: errorRatio,
        expr: `${promSelector(badEvents, labels)} / (${promSelector(
          events,
          labels,
        )} > 0)`,
        labels,
      },
    ];
  });
}
