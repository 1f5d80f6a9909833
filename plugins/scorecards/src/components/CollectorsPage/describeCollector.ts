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

const PUSHED: Partial<Record<CollectorStatus['state'], string>> = {
  waiting: 'Nothing was pushed yet; pipelines and scanners hand results in.',
  ok: 'Pushed by pipelines and scanners; all of the last results were kept.',
  partial: 'Pushed by pipelines and scanners; some results were not kept.',
};

function explain(collector: CollectorStatus): string {
  const pushed = collector.feed === 'pushed' && PUSHED[collector.state];
  if (pushed) {
    return pushed;
  }
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
  const look = LOOKS[collector.state];
  const isWaiting = collector.state === 'waiting';
  return {
    ...look,
    ...(collector.feed === 'pushed' && isWaiting && { label: 'nothing yet' }),
    reason: explain(collector),
  };
}
