import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';
import { CLUSTER_FACT_TYPES } from './clusters';
import { WORKLOAD_FACT_TYPES } from './workloads';

/**
 * What the collector `kubernetes` finds out. With another interval than the
 * default facts hold for another time.
 *
 * @public
 */
export const KUBERNETES_FACT_TYPES: CollectedFactType[] = [
  ...WORKLOAD_FACT_TYPES,
  ...CLUSTER_FACT_TYPES,
];
