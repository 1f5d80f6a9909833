import type { Workload } from '../../Workload';

/**
 * The container of a workload that does the work.
 */
export function containerName({ name, runtime }: Workload): string {
  return runtime === 'nodejs' ? name : 'kserve-container';
}
