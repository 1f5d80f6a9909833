import {
  SourceForbiddenError,
  type ConditionSnapshot,
  type ConditionSource,
  type SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { AwsSession } from '../client/AwsSession';
import { CallLog } from '../client/CallLog';
import type { AwsSourceConfig } from '../config/readAwsSourceConfig';
import { ConsoleLinks } from '../ConsoleLinks';
import { EksReader } from './EksReader';
import { toFailure } from './readEach';
import type { ResourceReader } from './ResourceReader';
import { SageMakerReader } from './SageMakerReader';

/**
 * Observes SageMaker endpoints, and EKS clusters with their node groups.
 */
export class AwsConditionSource implements ConditionSource {
  readonly type = 'aws';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly #readers: ResourceReader[];

  static create(
    config: AwsSourceConfig,
    session: AwsSession,
  ): AwsConditionSource {
    const { region, account } = config;
    const place: Record<string, string> =
      account === undefined ? { region } : { region, account };
    const links = ConsoleLinks.create(region);
    return new AwsConditionSource(config, [
      ...(config.sagemaker
        ? [SageMakerReader.create({ session, links, place })]
        : []),
      ...(config.eks ? [EksReader.create({ session, links, place })] : []),
    ]);
  }

  private constructor(config: AwsSourceConfig, readers: ResourceReader[]) {
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.#readers = readers;
  }

  /** Ends all connections. */
  close(): void {
    this.#readers.forEach(reader => reader.close());
  }

  async observe({
    signal,
  }: SourceCallOptions = {}): Promise<ConditionSnapshot> {
    const log = new CallLog();
    const results = await Promise.allSettled(
      this.#readers.map(reader => reader.read({ signal, log })),
    );
    signal?.throwIfAborted();
    const reasons = results
      .filter(result => result.status === 'rejected')
      .map(({ reason }) => reason);
    if (reasons.length === results.length) {
      throw (
        reasons.find(reason => !(reason instanceof SourceForbiddenError)) ??
        reasons[0]
      );
    }
    const read = results.map((result, index) => {
      const { subject, labels } = this.#readers[index];
      return result.status === 'fulfilled'
        ? result.value
        : {
            resources: [],
            failures: [toFailure(result.reason, subject, labels)],
          };
    });
    return {
      resources: read.flatMap(({ resources }) => resources),
      failures: read.flatMap(({ failures }) => failures),
      cost: log.cost,
      warnings: log.warnings,
    };
  }
}
