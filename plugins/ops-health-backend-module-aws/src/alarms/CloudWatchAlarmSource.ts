import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type CompositeAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type {
  AlertSeverity,
  AlertSnapshot,
  AlertSource,
  SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import { CallLog } from '../client/CallLog';
import type { AlarmSeverities } from '../config/AlarmSeverities';
import type { AwsSourceConfig } from '../config/readAwsSourceConfig';
import { ConsoleLinks } from '../ConsoleLinks';
import { AlarmTags } from './AlarmTags';
import { MuteRules } from './MuteRules';
import { toObservedAlert } from './toObservedAlert';

const PAGE = 100;

type Alarm = MetricAlarm | CompositeAlarm;

/**
 * Lists the alarms of CloudWatch that fire. One without enough data does not.
 */
export class CloudWatchAlarmSource implements AlertSource {
  readonly type = 'aws';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly uiUrl: string | undefined;
  readonly #session: AwsSession;
  readonly #client: CloudWatchClient;
  readonly #place: Record<string, string>;
  readonly #links: ConsoleLinks;
  readonly #severities: AlarmSeverities;
  readonly #tags: AlarmTags | undefined;
  readonly #muteRules: MuteRules;

  static create(
    config: AwsSourceConfig,
    session: AwsSession,
  ): CloudWatchAlarmSource {
    return new CloudWatchAlarmSource(config, session);
  }

  private constructor(config: AwsSourceConfig, session: AwsSession) {
    const { region, account, severities } = config;
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.#session = session;
    this.#client = new CloudWatchClient(session.clientConfig);
    this.#place = account === undefined ? { region } : { region, account };
    this.#links = ConsoleLinks.create(region);
    this.uiUrl = this.#links.cloudWatch;
    this.#severities = severities;
    this.#tags =
      severities.tag === undefined
        ? undefined
        : AlarmTags.create(session, this.#client, severities.tag);
    this.#muteRules = MuteRules.create(session, this.#client);
  }

  /** Ends all connections. */
  close(): void {
    this.#client.destroy();
  }

  async list({ signal }: SourceCallOptions = {}): Promise<AlertSnapshot> {
    const asking: Asking = { signal, log: new CallLog() };
    const alarms = await this.#firing(asking);
    const muted =
      alarms.length > 0 ? await this.#muted(asking) : new Map<string, string>();
    const alerts = await Promise.all(
      alarms.map(async alarm => {
        const name = alarm.AlarmName ?? '';
        return toObservedAlert({
          alarm,
          severity: await this.#severityOf(alarm, asking),
          muted: muted.get(name),
          place: this.#place,
          url: this.#links.alarm(name),
        });
      }),
    );
    asking.log.count({ samples: alerts.length });
    return {
      alerts,
      // Without one of the pages there is no answer.
      complete: true,
      cost: asking.log.cost,
      warnings: asking.log.warnings,
    };
  }

  #firing(asking: Asking): Promise<Alarm[]> {
    return allPages(
      token => {
        asking.log.count({ queries: 1 });
        return this.#session.send(
          this.#client,
          new DescribeAlarmsCommand({
            StateValue: 'ALARM',
            // Composite ones only come where they are asked for.
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: PAGE,
            NextToken: token,
          }),
          asking,
        );
      },
      ({ MetricAlarms = [], CompositeAlarms = [] }): Alarm[] => [
        ...MetricAlarms,
        ...CompositeAlarms,
      ],
      page => page.NextToken,
    );
  }

  /** Without them an alarm is only louder than it should be. */
  async #muted(asking: Asking): Promise<Map<string, string>> {
    try {
      return await this.#muteRules.read(asking);
    } catch (error) {
      asking.signal?.throwIfAborted();
      asking.log.warn(
        `Which alarms are muted is not known: ${(error as Error).message}`,
      );
      return new Map();
    }
  }

  async #severityOf(
    { AlarmName = '', AlarmArn }: Alarm,
    asking: Asking,
  ): Promise<AlertSeverity> {
    if (!this.#tags || AlarmArn === undefined) {
      return this.#severities.severityOf(AlarmName, undefined);
    }
    try {
      const word = await this.#tags.read(AlarmArn, asking);
      if (word !== undefined && !this.#severities.knows(word)) {
        asking.log.warn(
          `The alarm ${AlarmName} has the tag ${
            this.#severities.tag
          }=${word}, which is not among the words of severities`,
        );
      }
      return this.#severities.severityOf(AlarmName, word);
    } catch (error) {
      asking.signal?.throwIfAborted();
      asking.log.warn(
        `The severity of some alarms is not known: ${(error as Error).message}`,
      );
      return this.#severities.severityOf(AlarmName, undefined);
    }
  }
}
