import type { Conditions } from '../../simulation/Conditions';
import type { Spread } from '../../simulation/lognormal';
import type { Workload } from '../../Workload';

/**
 * How long requests of a workload take, or a part of them.
 */
export function latencyOf(
  { latency }: Workload,
  part = 1,
): (conditions: Conditions) => Spread {
  return ({ slowness }) => ({
    median: latency.medianSeconds * part * slowness,
    sigma: latency.sigma,
  });
}

/**
 * Failing requests end early, the same however slow the others are.
 */
export function latencyOfErrors({
  latency,
}: Workload): (conditions: Conditions) => Spread {
  return () => ({
    median: latency.medianSeconds * 0.3,
    sigma: latency.sigma,
  });
}

export const ok = (share: number) => (conditions: Conditions) =>
  share * (1 - conditions.errorRatio);

export const failed = (share: number) => (conditions: Conditions) =>
  share * conditions.errorRatio;
