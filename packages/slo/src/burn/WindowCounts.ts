import { formatDuration } from '../format';

/**
 * What happened in a window that ends now.
 *
 * @public
 */
export interface WindowCounts {
  /** Milliseconds. */
  windowMs: number;
  /** Good events. Fractions are fine, as counters are extrapolated. */
  good: number;
  /** All events, good and bad. */
  total: number;
  /** Share of the window that was observed, 0..1; 0 means there are no data. */
  coverage: number;
}

/** Counts that add up. Without data all of them are 0. */
export interface ReadCounts {
  windowMs: number;
  bad: number;
  total: number;
  coverage: number;
}

/** Makes counts add up, and tells in `problems` what did not. */
export function readCounts(
  counts: WindowCounts,
  problems: string[],
): ReadCounts {
  const { windowMs, good, total } = counts;
  const name = `counts of ${formatDuration(windowMs)}`;
  const noData = { windowMs, bad: 0, total: 0, coverage: 0 };

  const coverage = readCoverage(counts.coverage, name, problems);
  if (coverage === 0) {
    if (total > 0) {
      problems.push(
        `${name}: ${total} events although none of it was observed; taken as no data`,
      );
    }
    return noData;
  }
  for (const [field, value] of [
    ['good', good],
    ['total', total],
  ] as const) {
    if (!Number.isFinite(value) || value < 0) {
      problems.push(
        `${name}: ${field} is ${value}, allowed is 0 or more; taken as no data`,
      );
      return noData;
    }
  }
  if (good > total) {
    problems.push(
      `${name}: ${good} good events of only ${total}; taken as all good`,
    );
  }
  return { windowMs, bad: Math.max(0, total - good), total, coverage };
}

function readCoverage(
  coverage: number,
  name: string,
  problems: string[],
): number {
  if (coverage >= 0 && coverage <= 1) {
    return coverage;
  }
  const taken = coverage > 1 ? 1 : 0;
  problems.push(
    `${name}: coverage is ${coverage}, allowed is 0 to 1; taken as ${taken}`,
  );
  return taken;
}
