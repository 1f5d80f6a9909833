import { hash } from './noise';
import { START } from './time';
import type { Course, ExampleIndicator } from './types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const CONSTANT: readonly string[] = [
  'ready-replicas',
  'gpu-errors',
  'auc',
  'token-cost',
];

function factorOf(course: Course, time: number): number | null {
  const age = START - time;
  switch (course) {
    case 'ramp':
      return age < 50 * MINUTE ? 1 + (1 - Math.max(age, 0) / (50 * MINUTE)) : 1;
    case 'burst':
      return age < 3 * HOUR && age > 2.4 * HOUR ? 9 : 1;
    case 'gap':
      return age < 5 * HOUR && age > 4 * HOUR ? null : 1;
    case 'ended':
      return age < 70 * MINUTE ? null : 1;
    case 'silent':
      return null;
    default:
      return 1;
  }
}

/** What an indicator had at a time: days, weeks, noise, and its course. */
export function valueAt(
  entityRef: string,
  example: ExampleIndicator,
  time: number,
): number | null {
  const { indicator, usual, course = 'steady' } = example;
  const factor = factorOf(course, time);
  if (factor === null) {
    return null;
  }
  if (CONSTANT.includes(indicator)) {
    return usual * factor;
  }
  const seed = `${entityRef} ${indicator}`;
  const phase = hash(seed) * DAY;
  const day = 0.18 * Math.sin((2 * Math.PI * (time + phase)) / DAY);
  const week = 0.06 * Math.sin((2 * Math.PI * time) / WEEK);
  const grown = 0.06 * Math.min(1, (START - time) / WEEK);
  const noise = 0.05 * (hash(`${seed} ${Math.floor(time / MINUTE)}`) - 0.5);
  return usual * factor * (1 + day + week - grown + noise);
}

/** Points of an indicator over a span. */
export function pointsOf(
  entityRef: string,
  example: ExampleIndicator,
  span: { from: number; to: number; step: number; offset?: number },
): Array<[number, number | null]> {
  const { from, to, step, offset = 0 } = span;
  const points: Array<[number, number | null]> = [];
  for (let time = Math.ceil(from / step) * step; time < to; time += step) {
    points.push([time, valueAt(entityRef, example, time - offset)]);
  }
  return points;
}
