import type { CommonWindow } from './CommonWindow';
import type { Fold } from './planExpression';
import { ceilTo, commonPeriod, floorTo, MINUTE, resolutionAt } from './time';

/** What CloudWatch is asked for: whole periods from a start to an end. */
export interface Span {
  period: number;
  start: number;
  end: number;
}

/** Spans, and the times and the window that values are made of. */
export interface Spans {
  times: number[];
  window: number;
  /** The start of the first window. */
  start: number;
  of(fold: Fold): Span;
}

/**
 * For the value at the end of a window.
 *
 * @param windows - Of what else is asked with the same end, if anything is.
 */
export function spansAt(
  at: number,
  windowMs: number,
  now: number,
  windows?: CommonWindow,
): Spans {
  const unit = resolutionAt(at - windowMs, now);
  const end = floorTo(at, unit);
  const window = ceilTo(windowMs, unit);
  const start = end - window;
  return {
    times: [end],
    window,
    start,
    of(fold) {
      switch (fold) {
        case 'sum':
          return {
            end,
            ...(windows?.spanOf(window, end) ?? {
              start,
              period: commonPeriod(window, 0),
            }),
          };
        case 'highest':
          return { end, start, period: commonPeriod(window, 0) };
        default:
          return { end, start, period: unit };
      }
    },
  };
}

/**
 * For values at several times, of which those after the newest that CloudWatch
 * knows are left out.
 */
export function spansOver(options: {
  times: number[];
  windowMs: number;
  stepMs: number;
  newest: number;
  now: number;
}): Spans {
  const { windowMs, stepMs, now } = options;
  const [first] = options.times;
  const unit = resolutionAt(first - windowMs, now);
  const window = ceilTo(windowMs, unit);
  const newest = floorTo(options.newest, unit);
  const times = options.times.filter(time => time <= newest);
  const periodOf = (fold: Fold) => {
    switch (fold) {
      case 'sum':
        return commonPeriod(window, stepMs % unit === 0 ? stepMs : unit);
      case 'highest':
        return commonPeriod(window, 0);
      default:
        return commonPeriod(ceilTo(stepMs, unit), 0);
    }
  };
  return {
    times,
    window,
    start: first - window,
    of(fold) {
      const period = periodOf(fold);
      return {
        period,
        start: floorTo(first, period) - ceilTo(window, period),
        end: floorTo(times.at(-1) ?? first, MINUTE),
      };
    },
  };
}
