import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { decodeJwt } from 'jose';
import request from 'supertest';
import { authModuleSandbox } from './module';

const olivia: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'olivia.ortega', namespace: 'default' },
  spec: { memberOf: ['imaging-ai'] },
  relations: [
    { type: 'memberOf', targetRef: 'group:default/imaging-ai' },
    { type: 'memberOf', targetRef: 'group:default/everyone' },
  ],
};

async function start(sandbox: object, provider: object = {}) {
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModuleSandbox,
      catalogServiceMock.factory({ entities: [olivia] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          auth: { providers: { sandbox: provider } },
          sandbox,
        },
      }),
    ],
  });
  return backend;
}

describe('authModuleSandbox', () => {
  it('offers four people and signs in as one of them', async () => {
    const backend = await start({ enabled: true });

    const offer = await request(backend.server).get('/api/auth/sandbox/start');
    expect(offer.body.people).toEqual([
      expect.objectContaining({ id: 'owner', name: 'Olivia Ortega' }),
      expect.objectContaining({ id: 'reviewer', title: 'Reviewer' }),
      expect.objectContaining({ id: 'compliance' }),
      expect.objectContaining({
        id: 'viewer',
        description: expect.stringContaining('Reads'),
      }),
    ]);

    const signIn = await request(backend.server)
      .get('/api/auth/sandbox/refresh')
      .set('x-sandbox-person', 'owner');
    expect(signIn.status).toBe(200);
    expect(signIn.body).toMatchObject({
      profile: { displayName: 'Olivia Ortega' },
      backstageIdentity: {
        identity: {
          userEntityRef: 'user:default/olivia.ortega',
          ownershipEntityRefs: [
            'user:default/olivia.ortega',
            'group:default/imaging-ai',
            'group:default/everyone',
          ],
        },
      },
    });
    const { token } = signIn.body.backstageIdentity;
    expect(decodeJwt(token).sub).toBe('user:default/olivia.ortega');

    const stranger = await request(backend.server)
      .get('/api/auth/sandbox/refresh')
      .set('x-sandbox-person', 'mallory');
    expect(stranger.status).toBe(401);
    expect(stranger.body.error.message).toBe(
      "Header x-sandbox-person: found 'mallory', allowed is one of owner, reviewer, compliance, viewer",
    );
    await backend.stop();
  });

  it('offers the people of the config', async () => {
    const backend = await start(
      { enabled: true },
      {
        people: [
          {
            id: 'me',
            userEntityRef: 'olivia.ortega',
            title: 'Admin',
            description: 'May do everything.',
          },
        ],
      },
    );

    const offer = await request(backend.server).get('/api/auth/sandbox/start');
    expect(offer.body.people).toEqual([
      {
        id: 'me',
        name: 'olivia.ortega',
        title: 'Admin',
        description: 'May do everything.',
      },
    ]);
    await backend.stop();
  });

  it('is not there while the sandbox is off', async () => {
    const backend = await start({ enabled: false });
    const answer = await request(backend.server)
      .get('/api/auth/sandbox/refresh')
      .set('x-sandbox-person', 'owner');
    expect(answer.status).toBe(404);
    await backend.stop();
  });

  it('refuses to start in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(start({ enabled: true })).rejects.toThrow(
        /sandbox\.enabled: found true while NODE_ENV is production/,
      );
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
