import type { HealthResource } from '@platform-ops/backstage-plugin-ops-health-common';
import type { State } from '@platform-ops/backstage-plugin-platform-ops-react';

/** How the readiness of a resource looks. */
export const READINESS_LOOKS: Record<HealthResource['readiness'], State> = {
  ready: 'good',
  'not-ready': 'bad',
  progressing: 'unknown',
  idle: 'idle',
  unknown: 'unknown',
};

/** And how it is said. */
export const READINESS_WORDS: Record<HealthResource['readiness'], string> = {
  ready: 'ready',
  'not-ready': 'not ready',
  progressing: 'progressing',
  idle: 'idle',
  unknown: 'unknown',
};
