import type {
  AlertSource,
  AlertWebhook,
  HealthSourceConfig,
  ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import {
  oneLine,
  parseInput,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { lastOfEach } from '../lastOfEach';
import { storable, webAddress } from '../text';
import {
  readSignedWebhookConfig,
  type SignedWebhookConfig,
} from './readSignedWebhookConfig';
import { signedAlertsSchema } from './schemas';
import { verifySignature } from './verifySignature';

const MAX_SUMMARY_CHARACTERS = 300;

/**
 * Takes alerts that any system sends and signs.
 *
 * @public
 */
export class SignedWebhookAlertSource implements AlertSource {
  readonly type = 'webhook';
  readonly id: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly uiUrl: string | undefined;
  readonly webhook: AlertWebhook;

  /**
   * @throws InputError for a bad entry.
   */
  static fromConfig(entry: HealthSourceConfig): SignedWebhookAlertSource {
    return new SignedWebhookAlertSource(readSignedWebhookConfig(entry));
  }

  private constructor(config: SignedWebhookConfig) {
    this.id = config.id;
    this.title = config.title;
    this.environment = config.environment;
    this.uiUrl = config.uiUrl;
    const schema = signedAlertsSchema(config.severities);
    this.webhook = {
      authentication: 'signature',
      verify: request => verifySignature(request, config.secrets),
      parse: (body, now) => {
        const { alerts } = parseInput(schema, body);
        return lastOfEach(alerts.map(alert => toObservedAlert(alert, now)));
      },
    };
  }
}

type SignedAlert = ReturnType<
  ReturnType<typeof signedAlertsSchema>['parse']
>['alerts'][number];

function toObservedAlert(alert: SignedAlert, now: Date): ObservedAlert {
  const earliest = (at: Date) => (at < now ? at : now);
  return {
    fingerprint: storable(alert.id),
    name: oneLine(alert.name, alert.name.length),
    severity: alert.severity,
    labels: Object.fromEntries(
      Object.entries(alert.labels).map(([label, value]) => [
        storable(label),
        storable(value),
      ]),
    ),
    summary: oneLine(alert.summary, MAX_SUMMARY_CHARACTERS),
    startsAt: earliest(alert.startsAt),
    endsAt:
      alert.status === 'resolved'
        ? earliest(alert.endsAt ?? now)
        : alert.endsAt,
    url: webAddress(alert.url),
  };
}
