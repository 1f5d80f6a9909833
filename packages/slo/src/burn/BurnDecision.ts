import type { BurnPair, BurnSeverity } from './burnPairs';
import type { Traffic } from './traffic';

/**
 * - `firing`: tell somebody.
 * - `clear`: the budget is not used too fast.
 * - `idle`: no traffic, so nothing burns; not the same as good.
 * - `unknown`: cannot be told; the reason says why.
 *
 * @public
 */
export type BurnState = 'firing' | 'clear' | 'idle' | 'unknown';

/**
 * Why a pair is in its state.
 *
 * - firing: `burning`; `low-volume`, by a rule for services with little traffic.
 * - clear: `within` the limit; `spike`, only the short window burns; `recovered`,
 *   only the long one does; `few-events`, both burn, by so few bad events that it
 *   may be chance.
 * - idle: `no-events` in the long window; `traffic-stopped`.
 * - unknown: `no-data`; `incomplete`, what was observed burns, but it is only a
 *   small part of the long window; `few-events`, but most of them are bad.
 *
 * @public
 */
export type BurnCode =
  | 'burning'
  | 'low-volume'
  | 'within'
  | 'spike'
  | 'recovered'
  | 'few-events'
  | 'no-events'
  | 'traffic-stopped'
  | 'no-data'
  | 'incomplete';

/**
 * What the counts say of one pair.
 *
 * @public
 */
export interface PairDecision {
  pair: BurnPair;
  state: BurnState;
  code: BurnCode;
  /** The pair's own; `page` where little traffic makes a ticket's pair page. */
  severity: BurnSeverity;
  /** Of the long window, its unobserved part counted as good. */
  longBurnRate?: number;
  /** Of the window that answers for the short one. */
  shortBurnRate?: number;
  /**
   * The window that answers for the short one: where that has no events, the
   * next longer one that has. Milliseconds.
   */
  shortUsedMs?: number;
  /** Share of the period's budget that went in the long window, 0..1 or more. */
  budgetUsed?: number;
  /** In the long window. */
  badEvents?: number;
  /** In the long window. */
  totalEvents?: number;
  /** Share of the long window that was observed, 0..1. */
  coverage: number;
  /** A sentence with the numbers. */
  reason: string;
}

/**
 * What the counts say of an SLO.
 *
 * @public
 */
export interface BurnDecision {
  /**
   * `firing` if one pair is; else `unknown` if one pair is; else `idle` if the traffic
   * has stopped or there never was any; else `clear`.
   */
  state: BurnState;
  /** The most urgent one of the firing pairs; only if `firing`. */
  severity?: BurnSeverity;
  traffic: Traffic;
  /** The sentence of the pair that decided. */
  reason: string;
  /** Shortest pair first. */
  pairs: PairDecision[];
  /** Counts that could not be so, and what they were taken for. */
  problems: string[];
}
