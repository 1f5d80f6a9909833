import type { QueryCost, SourceCallOptions } from '../metrics';

/**
 * How urgent an alert is: `page` makes an entity bad, `ticket` is a warning,
 * `info` is only shown.
 *
 * @public
 */
export type AlertSeverity = 'page' | 'ticket' | 'info';

/**
 * Why nobody is told of an alert that fires.
 *
 * @public
 */
export interface AlertSuppression {
  by: 'silence' | 'inhibition';
  until?: Date;
  comment?: string;
  /** Who silenced it. */
  createdBy?: string;
  /**
   * The id of the silence where it is for this alert alone, so that it can be
   * ended without touching others.
   */
  silenceId?: string;
}

/**
 * An alert that fires, or just ended.
 *
 * @public
 */
export interface ObservedAlert {
  /** The same for the same alert; unique within the source. */
  fingerprint: string;
  /** E.g. `HighErrorRate`. */
  name: string;
  severity: AlertSeverity;
  /** By what it is joined to entities. */
  labels: Record<string, string>;
  /** A sentence for people; at most a few hundred characters. */
  summary: string;
  startsAt: Date;
  /** When it ended; in the future where it ends unless renewed. */
  endsAt?: Date;
  /** Somebody silenced it, or another alert inhibits it: shown, and no more. */
  suppressed?: AlertSuppression;
  /** Where a person looks further. */
  url?: string;
  runbookUrl?: string;
}

/** @public */
export interface AlertSnapshot {
  /** All that fire now. */
  alerts: ObservedAlert[];
  /**
   * Whether these are all: only then is what is not among them over, and not
   * merely unseen.
   */
  complete: boolean;
  cost: QueryCost;
  warnings: string[];
}

/**
 * A silence that a person wants.
 *
 * @public
 */
export interface NewSilence {
  /**
   * Alerts with all of these labels; those of one alert silence that alert. One
   * without a value is a label that they do not have.
   */
  labels: Record<string, string>;
  until: Date;
  /** Who wants it. */
  createdBy: string;
  /** Why. */
  comment: string;
}

/**
 * Makes and ends silences.
 *
 * @public
 */
export interface AlertSilences {
  /**
   * Makes a silence that begins now.
   *
   * @returns its id.
   */
  create(silence: NewSilence, options?: SourceCallOptions): Promise<string>;
  /** Ends a silence now. */
  expire(id: string, options?: SourceCallOptions): Promise<void>;
}

/**
 * What decides about alerts, e.g. an Alertmanager.
 *
 * @public
 */
export interface AlertSource {
  /** The key under `opsHealth.sources`. */
  readonly id: string;
  /** E.g. `alertmanager`. */
  readonly type: string;
  readonly title: string;
  readonly uiUrl?: string;
  readonly environment?: string;
  /**
   * All alerts that fire now. Missing where alerts only come in by webhook:
   * then each lasts until its `endsAt`; without one, after an hour without news
   * nobody knows whether it still fires.
   */
  list?(options?: SourceCallOptions): Promise<AlertSnapshot>;
  /** Missing where it takes none. */
  readonly silences?: AlertSilences;
  /** What others send to `/api/ops-health/webhooks/<id>`. */
  readonly webhook?: AlertWebhook;
}

/**
 * Understands what another system sends.
 *
 * @public
 */
export interface AlertWebhook {
  /**
   * `token`: the caller shows a Backstage token (`backend.auth.externalAccess`).
   * `signature`: the body is signed, see {@link AlertWebhook.verify}.
   */
  readonly authentication: 'token' | 'signature';
  /**
   * Checks the signature over the raw body, its age and size.
   *
   * @throws AuthenticationError where it is missing, wrong or too old.
   */
  verify?(request: {
    headers: Record<string, string | string[] | undefined>;
    body: Buffer;
    now: Date;
  }): void;
  /**
   * The alerts in a body.
   *
   * @throws InputError naming the field, what was found and what is allowed.
   */
  parse(body: unknown, now: Date): ObservedAlert[];
}
