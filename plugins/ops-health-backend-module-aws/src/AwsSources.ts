import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type {
  AlertSource,
  ConditionSource,
  HealthSourceConfig,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { CloudWatchAlarmSource } from './alarms/CloudWatchAlarmSource';
import { AwsSession } from './client/AwsSession';
import { AwsConditionSource } from './conditions/AwsConditionSource';
import { readAwsSourceConfig } from './config/readAwsSourceConfig';
import { CloudWatchMetricSource } from './metrics/CloudWatchMetricSource';

/**
 * What one entry reads: metrics, conditions and alarms, as far as they are
 * switched on, with the same credentials and one cap on requests.
 *
 * @public
 */
export class AwsSources {
  readonly metrics: MetricSource | undefined;
  readonly conditions: ConditionSource | undefined;
  readonly alarms: AlertSource | undefined;
  readonly #closables: Array<{ close(): void }>;

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(
    entry: HealthSourceConfig,
    options: { credentials: AwsCredentialsManager },
  ): AwsSources {
    const config = readAwsSourceConfig(entry);
    const session = AwsSession.create(config, options.credentials);
    return new AwsSources(
      config.cloudwatch
        ? CloudWatchMetricSource.create(config, session)
        : undefined,
      config.sagemaker || config.eks
        ? AwsConditionSource.create(config, session)
        : undefined,
      config.alarms ? CloudWatchAlarmSource.create(config, session) : undefined,
    );
  }

  private constructor(
    metrics: CloudWatchMetricSource | undefined,
    conditions: AwsConditionSource | undefined,
    alarms: CloudWatchAlarmSource | undefined,
  ) {
    this.metrics = metrics;
    this.conditions = conditions;
    this.alarms = alarms;
    this.#closables = [metrics, conditions, alarms].filter(
      source => source !== undefined,
    );
  }

  /** Ends all connections. */
  close(): void {
    this.#closables.forEach(closable => closable.close());
  }
}
