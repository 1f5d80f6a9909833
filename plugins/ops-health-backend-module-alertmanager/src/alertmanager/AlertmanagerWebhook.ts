import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AlertWebhook,
  ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import { lastOfEach } from '../lastOfEach';
import type { AlertmanagerSourceConfig } from './config/readAlertmanagerSourceConfig';
import { notificationSchema } from './schemas';
import { toObservedAlert } from './toObservedAlert';

/** Understands the notifications of an Alertmanager. */
export class AlertmanagerWebhook implements AlertWebhook {
  readonly authentication = 'token';
  readonly #config: AlertmanagerSourceConfig;
  readonly #logger: LoggerService | undefined;

  static create(
    config: AlertmanagerSourceConfig,
    logger?: LoggerService,
  ): AlertmanagerWebhook {
    return new AlertmanagerWebhook(config, logger);
  }

  private constructor(
    config: AlertmanagerSourceConfig,
    logger: LoggerService | undefined,
  ) {
    this.#config = config;
    this.#logger = logger;
  }

  parse(body: unknown, now: Date): ObservedAlert[] {
    const { alerts, truncatedAlerts } = parseInput(notificationSchema, body);
    if (truncatedAlerts > 0) {
      this.#logger?.warn(
        `Alertmanager '${
          this.#config.id
        }' left ${truncatedAlerts} alerts out of a notification: raise max_alerts of its receiver`,
      );
    }
    const observed = alerts.map(alert => ({
      ...toObservedAlert(alert, this.#config, now),
      endsAt:
        alert.status === 'resolved'
          ? earlier(alert.endsAt ?? now, now)
          : undefined,
    }));
    return lastOfEach(observed).filter(
      ({ name }) => name !== this.#config.watchdog,
    );
  }
}

/** Its clock may be ahead of ours. */
function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
