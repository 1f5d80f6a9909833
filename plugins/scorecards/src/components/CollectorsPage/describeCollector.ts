import {
  formatRelativeTime,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { CollectorStatus } from '@platform-ops/backstage-plugin-scorecards-common';

const LOOKS: Record<CollectorStatus['state'], { state: State; label: string }> =
  {
    waiting: { state: 'unknown', label: 'not asked yet' },
    running: { state: 'idle', label: 'running' },
    ok: { state: 'good', label: 'works' },
    partial: { state: 'warning', label: 'partly' },
    failing: { state: 'bad', label: 'failing' },
  };

function explain(collector: CollectorStatus): string {
  switch (collector.state) {
    case 'waiting':
      return 'It was not asked yet; the first run starts by itself.';
    case 'running':
      return 'It is being asked right now.';
    case 'ok':
      return 'The last run brought all facts.';
    case 'partial':
      return 'Some facts could not be collected; those of before hold until they expire.';
    default:
      return collector.lastSucceededAt
        ? `The last success was ${formatRelativeTime(
            collector.lastSucceededAt,
          )}. What it brought then holds until it expires.`
        : 'It never brought anything.';
  }
}

/** How a collector stands. */
export function describeCollector(collector: CollectorStatus): {
  state: State;
  label: string;
  reason: string;
} {
  return { ...LOOKS[collector.state], reason: explain(collector) };
}
