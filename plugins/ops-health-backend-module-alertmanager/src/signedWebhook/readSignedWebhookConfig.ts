import { InputError } from '@backstage/errors';
import type { HealthSourceConfig } from '@platform-ops/backstage-plugin-ops-health-node';
import { SeverityRules } from '../SeverityRules';
import { webAddress } from '../text';

/** How to understand who sends signed alerts. */
export interface SignedWebhookConfig {
  id: string;
  title: string;
  environment: string | undefined;
  uiUrl: string | undefined;
  /** Any of them may sign, so that they can be changed one after the other. */
  secrets: string[];
  severities: SeverityRules;
}

const SHORTEST_SECRET = 16;
const MOST_SECRETS = 5;

/**
 * Reads and checks one entry under `opsHealth.sources`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readSignedWebhookConfig({
  id,
  title,
  environment,
  config,
}: HealthSourceConfig): SignedWebhookConfig {
  const key = `opsHealth.sources.${id}`;
  const secrets = config.getStringArray('secrets');
  if (secrets.length < 1 || secrets.length > MOST_SECRETS) {
    throw new InputError(
      `${key}.secrets: found ${secrets.length}, allowed are 1 to ${MOST_SECRETS}`,
    );
  }
  for (const [index, { length }] of secrets.entries()) {
    if (length < SHORTEST_SECRET) {
      throw new InputError(
        `${key}.secrets[${index}]: found ${length} characters, allowed are at least ${SHORTEST_SECRET}`,
      );
    }
  }
  if (config.has('severities.label')) {
    throw new InputError(
      `${key}.severities.label: found a label, allowed are page, ticket and info: a signed alert has a field for its severity`,
    );
  }
  return {
    id,
    title,
    environment,
    uiUrl: readUiUrl(config.getOptionalString('uiUrl'), key),
    secrets,
    severities: SeverityRules.fromConfig(config, key),
  };
}

function readUiUrl(text: string | undefined, key: string): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const address = webAddress(text);
  if (!address) {
    throw new InputError(
      `${key}.uiUrl: found no http or https address without credentials, allowed is e.g. https://monitoring.example.com`,
    );
  }
  return address;
}
