import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import type { JoinIndex } from '../joins/JoinIndex';
import type { JoinedLabelSet } from '../joins/JoinTable';
import type { SourceStatus } from './SourceStatus';

/**
 * What a refresh of a source brought.
 */
export interface SourceOutcome {
  status: SourceStatus;
  /** Something was learned. */
  succeeded: boolean;
  /** Set where all of them were listed. */
  labelSets?: JoinedLabelSet[];
}

/**
 * Asks one source again and again and keeps what it says.
 */
export interface SourceJob {
  /** As the source is called in the API. */
  readonly about: Pick<
    HealthSource,
    'id' | 'role' | 'type' | 'title' | 'uiUrl' | 'takesQueries'
  >;
  /** Forgets why it would wait. */
  reset(): void;
  /**
   * @returns undefined while it is not yet time to ask a failing source again.
   */
  run(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
  }): Promise<SourceOutcome | undefined>;
}
