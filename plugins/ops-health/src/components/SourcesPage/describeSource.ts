import type {
  HealthSource,
  SourceState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  formatRelativeTime,
  type State,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const STATES: Record<SourceState, State> = {
  never: 'unknown',
  connected: 'good',
  partial: 'warning',
  failing: 'bad',
  forbidden: 'bad',
};

const LABELS: Record<SourceState, string> = {
  never: 'not asked yet',
  connected: 'connected',
  partial: 'partly',
  failing: 'failing',
  forbidden: 'forbidden',
};

function explain(source: HealthSource): string {
  const since = source.lastSuccessAt
    ? `What is shown was read ${formatRelativeTime(source.lastSuccessAt)}.`
    : 'Nothing was ever read.';
  switch (source.state) {
    case 'never':
      return 'It was not asked yet; the first refresh starts by itself.';
    case 'connected':
      return 'The last refresh succeeded.';
    case 'partial':
      return 'Some questions failed; the rest is up to date.';
    case 'forbidden':
      return `It refuses the portal's credentials. ${since}`;
    default:
      return `It does not answer. ${since}`;
  }
}

/** The state of a source as a word and a sentence. */
export function describeSource(source: HealthSource): {
  state: State;
  label: string;
  reason: string;
} {
  return {
    state: STATES[source.state],
    label: LABELS[source.state],
    reason: explain(source),
  };
}
