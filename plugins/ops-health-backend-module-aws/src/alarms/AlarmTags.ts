import {
  ListTagsForResourceCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import type { Asking, AwsSession } from '../client/AwsSession';
import { ExpiringCache } from '../client/ExpiringCache';

const REMEMBER_MILLISECONDS = 10 * 60_000;

/** Reads one tag of alarms. */
export class AlarmTags {
  readonly #session: AwsSession;
  readonly #client: CloudWatchClient;
  readonly #tag: string;
  readonly #values = ExpiringCache.create<string | undefined>(
    REMEMBER_MILLISECONDS,
  );

  static create(
    session: AwsSession,
    client: CloudWatchClient,
    tag: string,
  ): AlarmTags {
    return new AlarmTags(session, client, tag);
  }

  private constructor(
    session: AwsSession,
    client: CloudWatchClient,
    tag: string,
  ) {
    this.#session = session;
    this.#client = client;
    this.#tag = tag;
  }

  read(alarmArn: string, asking: Asking): Promise<string | undefined> {
    return this.#values.get(alarmArn, async () => {
      asking.log.count({ queries: 1 });
      const { Tags = [] } = await this.#session.send(
        this.#client,
        new ListTagsForResourceCommand({ ResourceARN: alarmArn }),
        asking,
      );
      return Tags.find(({ Key }) => Key === this.#tag)?.Value;
    });
  }
}
