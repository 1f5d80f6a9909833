import {
  AlarmMuteRuleStatus,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  type CloudWatchClient,
  type GetAlarmMuteRuleCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import { ExpiringCache } from '../client/ExpiringCache';

const REMEMBER_MILLISECONDS = 60 * 60_000;
const MAX_COMMENT_CHARACTERS = 200;

/** Finds which alarms somebody muted for now. */
export class MuteRules {
  readonly #session: AwsSession;
  readonly #client: CloudWatchClient;
  readonly #rules = ExpiringCache.create<GetAlarmMuteRuleCommandOutput>(
    REMEMBER_MILLISECONDS,
  );

  static create(session: AwsSession, client: CloudWatchClient): MuteRules {
    return new MuteRules(session, client);
  }

  private constructor(session: AwsSession, client: CloudWatchClient) {
    this.#session = session;
    this.#client = client;
  }

  /** What mutes an alarm, by its name. */
  async read(asking: Asking): Promise<Map<string, string>> {
    const active = await allPages(
      token => {
        asking.log.count({ queries: 1 });
        return this.#session.send(
          this.#client,
          new ListAlarmMuteRulesCommand({
            Statuses: [AlarmMuteRuleStatus.ACTIVE],
            NextToken: token,
          }),
          asking,
        );
      },
      page => page.AlarmMuteRuleSummaries,
      page => page.NextToken,
    );
    const rules = await Promise.all(
      active.map(({ AlarmMuteRuleArn = '', LastUpdatedTimestamp }) =>
        this.#rules.get(
          `${AlarmMuteRuleArn} ${LastUpdatedTimestamp?.getTime()}`,
          () => {
            asking.log.count({ queries: 1 });
            return this.#session.send(
              this.#client,
              new GetAlarmMuteRuleCommand({
                AlarmMuteRuleName: nameOf(AlarmMuteRuleArn),
              }),
              asking,
            );
          },
        ),
      ),
    );
    return new Map(
      rules.flatMap(({ Name, Description, MuteTargets }) =>
        (MuteTargets?.AlarmNames ?? []).map((alarm): [string, string] => [
          alarm,
          oneLine(
            `Muted by ${Name}${Description ? `: ${Description}` : ''}`,
            MAX_COMMENT_CHARACTERS,
          ),
        ]),
      ),
    );
  }
}

/** An ARN has five parts before that of the resource: its type and name. */
function nameOf(arn: string): string {
  return arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^[^:/]+[:/]/, '');
}
