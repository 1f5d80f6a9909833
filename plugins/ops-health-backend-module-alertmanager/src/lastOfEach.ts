import type { ObservedAlert } from '@platform-ops/backstage-plugin-ops-health-node';

/** Of several alerts with one fingerprint the last one is the news. */
export function lastOfEach(alerts: ObservedAlert[]): ObservedAlert[] {
  return [...new Map(alerts.map(alert => [alert.fingerprint, alert])).values()];
}
