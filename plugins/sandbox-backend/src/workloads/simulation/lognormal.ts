/** Looked up once: this runs millions of times. */
const { abs, exp, log, SQRT2 } = Math;

/**
 * How long requests take: half of them at most the median, the rest with a
 * long tail.
 */
export interface Spread {
  median: number;
  sigma: number;
}

/** Abramowitz and Stegun 7.1.26, good to seven digits. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * abs(x));
  const series =
    t *
    (0.254829592 +
      t *
        (-0.284496736 +
          t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const value = 1 - series * exp(-x * x);
  return x < 0 ? -value : value;
}

/**
 * The share of values that are at most the bound.
 */
export function shareUpTo(bound: number, { median, sigma }: Spread): number {
  const z = log(bound / median) / sigma;
  return (1 + errorFunction(z / SQRT2)) / 2;
}

export function meanOf({ median, sigma }: Spread): number {
  return median * exp((sigma * sigma) / 2);
}
