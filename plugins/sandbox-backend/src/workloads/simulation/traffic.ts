import type { Noise } from './Noise';
import { DAY, HOUR, MINUTE } from './time';

/** Looked up once: this runs millions of times. */
const { exp, floor } = Math;

/**
 * How many requests come in over the day and the week (UTC).
 */
export interface Traffic {
  /** Requests per second at the busiest hour of an ordinary day. */
  peak: number;
  /** Share of the peak at each full hour; between hours it changes evenly. */
  hours: readonly number[];
  /** Factor of each day from Monday to Sunday. */
  days: readonly number[];
}

const CHANNEL_MINUTES = 1;
const CHANNEL_DAYS = 2;
/** 1970-01-01 was a Thursday. */
const FIRST_DAY = 3;

/**
 * The share of the peak that is expected at a time, 0 where nobody works.
 */
export function season(traffic: Traffic, time: number): number {
  const hour = (time % DAY) / HOUR;
  const before = floor(hour);
  const weight = hour - before;
  const level =
    traffic.hours[before] * (1 - weight) +
    traffic.hours[(before + 1) % 24] * weight;
  const day = (floor(time / DAY) + FIRST_DAY) % 7;
  return level * traffic.days[day];
}

/**
 * Requests per second at a time: the season, a little more or less.
 */
export function rateAt(traffic: Traffic, noise: Noise, time: number): number {
  const expected = season(traffic, time);
  if (expected === 0) {
    return 0;
  }
  const drift =
    0.06 * noise.smooth(time, 40 * MINUTE, CHANNEL_MINUTES) +
    0.05 * noise.smooth(time, DAY, CHANNEL_DAYS);
  return traffic.peak * expected * exp(drift);
}

const WORK_WEEK = [1, 1, 1, 1, 0.95, 0.25, 0.2];

/** A hospital by day, with little at night. */
export const clinicTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0.12, 0.1, 0.1, 0.1, 0.1, 0.15, 0.3, 0.6, 0.9, 1, 1, 0.95, 0.8, 0.85, 0.95,
    0.9, 0.75, 0.55, 0.4, 0.32, 0.28, 0.22, 0.18, 0.14,
  ],
  days: WORK_WEEK,
});

/** Emergencies: at all hours, somewhat more in the morning. */
export const emergencyTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0.5, 0.45, 0.4, 0.4, 0.45, 0.55, 0.75, 0.95, 1, 1, 0.95, 0.9, 0.85, 0.8,
    0.8, 0.8, 0.8, 0.8, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55,
  ],
  days: [1, 1, 1, 1, 1, 0.95, 0.95],
});

/** An exchange: silent outside of its hours. */
export const tradingTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0, 0, 0, 0, 0, 0, 0, 0.4, 1, 0.85, 0.75, 0.7, 0.6, 0.7, 0.9, 0.95, 0.8, 0.1,
    0, 0, 0, 0, 0, 0,
  ],
  days: [1, 1, 1, 1, 1, 0, 0],
});

/** A shop: most in the evening and on Sunday. */
export const shopTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0.3, 0.2, 0.15, 0.12, 0.12, 0.15, 0.25, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7,
    0.65, 0.62, 0.62, 0.65, 0.72, 0.85, 0.95, 1, 0.9, 0.7, 0.45,
  ],
  days: [0.9, 0.88, 0.88, 0.9, 0.95, 1.05, 1.15],
});

/** Colleagues and customers who ask in working hours. */
export const officeTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0.08, 0.06, 0.05, 0.05, 0.05, 0.08, 0.2, 0.5, 0.85, 1, 1, 0.9, 0.75, 0.9,
    0.95, 0.9, 0.75, 0.5, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1,
  ],
  days: WORK_WEEK,
});

/** A batch that runs from midnight to three. */
export const nightlyTraffic = (peak: number): Traffic => ({
  peak,
  hours: [
    0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ],
  days: [1, 1, 1, 1, 1, 1, 1],
});
