import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AlertSource,
  AlertWebhook,
  HealthSourceConfig,
  SourceCallOptions,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { AlertmanagerSilences } from './AlertmanagerSilences';
import { AlertmanagerWebhook } from './AlertmanagerWebhook';
import type { AlertmanagerHttpOptions } from './client/AlertmanagerHttp';
import { AlertmanagerPeer } from './client/AlertmanagerPeer';
import {
  readAlertmanagerSourceConfig,
  type AlertmanagerSourceConfig,
} from './config/readAlertmanagerSourceConfig';
import { listAlerts } from './listAlerts';

interface Options extends AlertmanagerHttpOptions {
  logger?: LoggerService;
}

const NEVER = new AbortController().signal;

/**
 * Reads the alerts of one Alertmanager, or of the peers of one cluster.
 *
 * @public
 */
export class AlertmanagerAlertSource implements AlertSource {
  readonly type = 'alertmanager';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly uiUrl: string | undefined;
  readonly webhook: AlertWebhook;
  /** Missing where the portal cannot reach it. */
  readonly list: AlertSource['list'];
  /** Missing where the portal cannot reach it. */
  readonly silences: AlertmanagerSilences | undefined;
  readonly #peers: AlertmanagerPeer[];

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(
    entry: HealthSourceConfig,
    options: { logger?: LoggerService } = {},
  ): AlertmanagerAlertSource {
    return new AlertmanagerAlertSource(
      readAlertmanagerSourceConfig(entry),
      options,
    );
  }

  /** @internal */
  static create(
    config: AlertmanagerSourceConfig,
    options: Options = {},
  ): AlertmanagerAlertSource {
    return new AlertmanagerAlertSource(config, options);
  }

  private constructor(
    config: AlertmanagerSourceConfig,
    { logger, ...http }: Options,
  ) {
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.uiUrl = config.uiUrl;
    this.webhook = AlertmanagerWebhook.create(config, logger);
    this.#peers = config.peerUrls.map(url =>
      AlertmanagerPeer.create(config, url, http),
    );
    if (this.#peers.length > 0) {
      this.list = async ({ signal = NEVER }: SourceCallOptions = {}) =>
        listAlerts(this.#peers, config, new Date(), signal);
      this.silences = AlertmanagerSilences.create(this.#peers);
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await Promise.all(this.#peers.map(peer => peer.close()));
  }
}
