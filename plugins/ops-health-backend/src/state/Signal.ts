import type { ReasonKind } from '@platform-ops/backstage-plugin-ops-health-common';

/**
 * Something that makes an entity bad or warns of it, as long as it is seen; or
 * that did, and nobody knows whether it still does.
 */
export interface Signal {
  /** The same for the same thing each time it is seen. */
  key: string;
  kind: ReasonKind;
  state: 'bad' | 'warning' | 'unknown';
  /** Missing where nobody mapped it. */
  environment?: string;
  /** A sentence without its end. */
  text: string;
  /** Where what brings it knows, milliseconds since the epoch. */
  since?: number;
  indicator?: string;
  slo?: string;
  source?: string;
  /** The source is silent: it was so when it was last heard. */
  stale?: boolean;
  entityRef?: string;
  url?: string;
}

/**
 * A signal that is remembered, so that it goes only once it is surely gone.
 */
export interface RememberedSignal extends Signal {
  since: number;
  /** When it was last seen, milliseconds since the epoch. */
  seenAt: number;
}

/**
 * What is kept of an entity from one evaluation to the next.
 */
export interface StateMemory {
  signals: RememberedSignal[];
  /** Since when limits are broken that do not count yet, by key. */
  pending: Record<string, number>;
}
