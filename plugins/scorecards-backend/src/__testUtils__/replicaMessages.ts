import type { Entity } from '@backstage/catalog-model';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';

/** What the process of a replica is started with, as JSON in REPLICA. */
export interface ReplicaSettings {
  connection: object;
  entities: Entity[];
  /** Of `scorecards`. */
  scorecards: object;
}

/** What is to befall a process, and at which moment. */
export interface Fate {
  signal: 'SIGKILL' | 'SIGSTOP';
  /** It is about to send a statement that begins so, or to hand over a notice. */
  before: { statement: string } | 'notice';
  nth: number;
}

/** What the test says to a replica. */
export type ToReplica =
  | { say: 'start' }
  | { say: 'put'; facts: CollectedFact[] }
  | { say: 'meet'; fate: Fate | undefined };

/** What a replica says to the test; of what it is told it says when it is done. */
export type FromReplica =
  | { say: 'loaded' }
  | { say: 'ready'; port: number }
  | { say: 'failed'; message: string }
  | { say: 'done' }
  | { say: 'met' }
  | { say: 'notified'; notice: NotificationSendOptions };
