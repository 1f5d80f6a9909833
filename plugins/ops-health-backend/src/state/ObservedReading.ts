import type { Reading } from '../refresh/Reading';

/**
 * A reading, where it is from and how old it is.
 */
export interface ObservedReading extends Reading {
  sourceId: string;
  /** Milliseconds since the epoch. */
  observedAt: number;
}
