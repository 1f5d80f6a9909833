import type { BurnDecision } from '../burn/BurnDecision';
import { burnPairs, burnWindows } from '../burn/burnPairs';
import { decideBurn } from '../burn/decideBurn';
import { DAY } from '../time';
import { Traffic, type TrafficOptions } from './Traffic';

/** One evaluation. */
export interface Watched {
  /** The decision is made at the end of this minute, counted from 1. */
  minute: number;
  decision: BurnDecision;
}

export interface WatchOptions extends TrafficOptions {
  objective: number;
  periodMs?: number;
  /** The first minute that is evaluated; 1 unless given. */
  from?: number;
  /** Minutes between evaluations; 1 unless given. */
  step?: number;
}

/** Evaluates an SLO over and over while its traffic goes by. */
export function watch(options: WatchOptions): Watched[] {
  const { objective, periodMs = 30 * DAY, from = 1, step = 1 } = options;
  const traffic = Traffic.simulate(options);
  const pairs = burnPairs(objective, periodMs);
  const windows = burnWindows(pairs);
  const watched: Watched[] = [];
  for (let minute = from; minute <= traffic.minutes; minute += step) {
    const counts = windows.map(windowMs => traffic.countsAt(minute, windowMs));
    watched.push({
      minute,
      decision: decideBurn({ objective, pairs, windows: counts }),
    });
  }
  return watched;
}

export function isPaging({ decision }: Watched): boolean {
  return decision.state === 'firing' && decision.severity === 'page';
}

export function isFiring({ decision }: Watched): boolean {
  return decision.state === 'firing';
}

/** The minutes for which it holds. */
export function minutesOf(
  watched: Watched[],
  holds: (one: Watched) => boolean,
): number[] {
  return watched.filter(holds).map(({ minute }) => minute);
}

/** The first minute for which it holds. */
export function firstMinute(
  watched: Watched[],
  holds: (one: Watched) => boolean,
): number | undefined {
  return watched.find(holds)?.minute;
}
