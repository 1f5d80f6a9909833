import type { Condition } from '../objects/conditions';
import type { Readiness } from '../objects/Readiness';

/**
 * What a workload says of itself.
 */
export interface WorkloadState extends Readiness {
  conditions: Condition[];
  replicas: { wanted: number; ready: number };
}

export const SCALED_TO_ZERO: Readiness = {
  readiness: 'idle',
  text: 'it is scaled to zero',
};
