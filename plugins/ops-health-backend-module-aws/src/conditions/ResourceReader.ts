import type {
  ConditionFailure,
  ObservedResource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { Asking } from '../client/AwsSession';

/** The label that tells the resources of one service from those of another. */
export const SERVICE_LABEL = 'aws_service';

/** What a service of AWS runs, as far as it could be read. */
export interface ReadResources {
  resources: ObservedResource[];
  failures: ConditionFailure[];
}

/** Reads what one service of AWS runs. */
export interface ResourceReader {
  /** E.g. `SageMaker endpoints`. */
  readonly subject: string;
  /** That all of its resources have. */
  readonly labels: Record<string, string>;
  /** Rejects where not even a list could be read. */
  read(asking: Asking): Promise<ReadResources>;
  /** Ends all connections. */
  close(): void;
}
