import type {
  ConditionFailure,
  ObservedResource,
} from '@platform-ops/backstage-plugin-ops-health-node';

/**
 * What one reading of a cluster brought.
 */
export interface ClusterSnapshot {
  resources: ObservedResource[];
  failures: ConditionFailure[];
  /** Custom resources that it does not serve. */
  absent: string[];
  /** Something of it could be read, even if there is nothing. */
  succeeded: boolean;
}
