import type { MetricGrouping } from '@platform-ops/backstage-plugin-ops-health-node';
import { canonicalJson } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ObservedReading } from '../state/ObservedReading';

/**
 * The groupings by which readings were found.
 *
 * @param more - Labels by which their series are told apart.
 */
export function groupingsOf(
  readings: ObservedReading[],
  more: string[] = [],
): MetricGrouping[] {
  const groupings = new Map<string, MetricGrouping>();
  for (const { labels, extract } of readings) {
    const names = Object.keys(labels).sort();
    const key = canonicalJson([names, extract]);
    groupings.set(key, { id: key, labels: [...names, ...more], extract });
  }
  return [...groupings.values()];
}

/** What a row and a reading of the same series have in common. */
export function keyOf({
  labels,
  environment,
}: Pick<ObservedReading, 'labels' | 'environment'>): string {
  return canonicalJson([labels, environment ?? '']);
}
