import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

/** Keys without which a production portal does not work, or not safely. */
const REQUIRED_KEYS = [
  'app.baseUrl',
  'backend.baseUrl',
  'backend.database.client',
  'backend.database.connection',
  'auth.session.secret',
  'permission.platformOps.roles',
];

/** Keys of `backend.database.connection` where it is not one string. */
const CONNECTION_KEYS = ['host', 'user', 'password', 'database'];

const OIDC_KEYS = ['metadataUrl', 'clientId', 'clientSecret'];

function missingKeys(config: Config): string[] {
  const keys = [...REQUIRED_KEYS];
  const connection = config.getOptional('backend.database.connection');
  if (typeof connection === 'object') {
    keys.push(
      ...CONNECTION_KEYS.map(key => `backend.database.connection.${key}`),
    );
  }
  const oidc = config.getOptionalConfig('auth.providers.oidc');
  for (const environment of oidc?.keys() ?? []) {
    keys.push(
      ...OIDC_KEYS.map(key => `auth.providers.oidc.${environment}.${key}`),
    );
  }
  return keys.filter(key => !config.has(key));
}

/**
 * Says at the start what a production configuration lacks. An environment
 * variable that is not set leaves its key out, which upstream only notices when
 * the key is used.
 *
 * @throws naming each key.
 */
export function checkProductionConfig(config: Config): void {
  const missing = missingKeys(config);
  if (missing.length) {
    throw new Error(
      `The configuration lacks ${missing.join(
        ', ',
      )}. app-config.production.yaml takes them from environment variables; docs/operations.md lists these.`,
    );
  }
}

/**
 * Runs {@link checkProductionConfig} while NODE_ENV is production.
 */
export const productionCheck = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  async *loader({ config }) {
    if (process.env.NODE_ENV === 'production') {
      checkProductionConfig(config);
    }
  },
});
