import { ConfigReader } from '@backstage/config';
import { checkProductionConfig } from './productionCheck';

const complete = {
  app: { baseUrl: 'https://portal.example.com' },
  backend: {
    baseUrl: 'https://portal.example.com',
    database: {
      client: 'pg',
      connection: { host: 'db', user: 'u', password: 'p', database: 'd' },
    },
  },
  auth: {
    session: { secret: 's' },
    providers: {
      oidc: {
        production: { metadataUrl: 'm', clientId: 'i', clientSecret: 's' },
      },
    },
  },
  permission: { platformOps: { roles: { reader: {} } } },
};

describe('checkProductionConfig', () => {
  it('lets a complete configuration pass', () => {
    expect(() =>
      checkProductionConfig(new ConfigReader(complete)),
    ).not.toThrow();
    const oneString = structuredClone<any>(complete);
    oneString.backend.database.connection = 'postgresql://db';
    expect(() =>
      checkProductionConfig(new ConfigReader(oneString)),
    ).not.toThrow();
  });

  it('names what an unset environment variable leaves out', () => {
    const poor = structuredClone<any>(complete);
    delete poor.auth.session.secret;
    delete poor.backend.database.connection.password;
    delete poor.auth.providers.oidc.production.clientSecret;
    expect(() => checkProductionConfig(new ConfigReader(poor))).toThrow(
      'The configuration lacks auth.session.secret, backend.database.connection.password, auth.providers.oidc.production.clientSecret.',
    );
  });
});
