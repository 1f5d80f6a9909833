import type { Workload } from '../workloads/Workload';

/** Undefined where no workload is known. */
export function sumReplicas(
  workloads: Workload[],
): { wanted: number; ready: number } | undefined {
  const counts = workloads.flatMap(({ resource }) => resource.replicas ?? []);
  return counts.length === 0
    ? undefined
    : {
        wanted: counts.reduce((sum, { wanted }) => sum + wanted, 0),
        ready: counts.reduce((sum, { ready }) => sum + ready, 0),
      };
}
