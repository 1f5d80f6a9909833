import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type BackstageCredentials,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { PublishCommit } from '@platform-ops/backstage-plugin-golden-paths-common';
import goldenPathsPlugin from '../../index';

export const ROOT = '/api/golden-paths';
/** Where addresses of the portal lead, in a test to nowhere. */
export const BASE_URL = 'https://portal.example.com';

export const user = { authorization: mockCredentials.user.header() };
export const nobody = { authorization: mockCredentials.none.header() };

/** The request of a commit of text files. */
export function commitOf(
  files: Record<string, string | Buffer>,
  more: Partial<PublishCommit> = {},
): PublishCommit {
  return {
    owner: 'group:default/radiology',
    message: 'Create from a golden path',
    author: { name: 'Ada', email: 'ada@example.com' },
    mode: 'create',
    requestId: 'task-1.publish',
    files: Object.entries(files).map(([path, content]) => ({
      path,
      base64Content: Buffer.from(content).toString('base64'),
    })),
    ...more,
  };
}

/**
 * The plugin with a directory of its own.
 */
export async function startPortal(
  options: {
    knex?: Knex;
    /** A new one unless told; none where null. */
    directory?: string | null;
    granted?: (permission: string) => boolean;
    entities?: Entity[];
    /** Of those entities, what people may see; all unless told. */
    isVisible?: (entity: Entity) => boolean;
    features?: BackendFeature[];
  } = {},
) {
  const { knex, entities = [], isVisible = () => true } = options;
  const own = await mkdtemp(join(tmpdir(), 'repositories-'));
  const directory = options.directory === undefined ? own : options.directory;
  const catalog: CatalogService = catalogServiceMock({ entities });
  catalog.streamEntities = (query, call) =>
    catalogServiceMock({
      entities: entities.filter(
        entity =>
          (call.credentials.principal as { type: string }).type !== 'user' ||
          isVisible(entity),
      ),
    }).streamEntities(query, call);
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          options.granted?.(permission.name) ?? true
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  });
  const auditor = mockServices.auditor.mock();
  const audited: object[] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
    success: async () => void audited.push({ eventId, ...meta, ok: true }),
    fail: async () => void audited.push({ eventId, ...meta, ok: false }),
  }));
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      permissions.factory,
      auditor.factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: `${BASE_URL}/` },
          backend: { baseUrl: BASE_URL },
          goldenPaths: { repositories: directory ? { directory } : {} },
        },
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo(credentials) {
            const { userEntityRef } = (
              credentials as BackstageCredentials<BackstageUserPrincipal>
            ).principal;
            return {
              userEntityRef,
              ownershipEntityRefs:
                userEntityRef === 'user:default/radiologist'
                  ? [userEntityRef, 'group:default/radiology']
                  : [userEntityRef],
            };
          },
        }),
      }),
      ...(knex
        ? [
            createServiceFactory({
              service: coreServices.database,
              deps: {},
              factory: () => ({ getClient: async () => knex }),
            }),
          ]
        : []),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  return {
    server,
    /** What the auditor was told of. */
    audited,
    directory: directory ?? own,
    url: `http://127.0.0.1:${server.port()}${ROOT}`,
    get: (path: string, headers: object = user) =>
      request(server)
        .get(`${ROOT}${path}`)
        .set(headers as any),
    publish: (name: string, body: object, headers: object = user) =>
      request(server)
        .post(`${ROOT}/repositories/${name}/commits`)
        .set(headers as any)
        .send(body),
    async stop() {
      await backend.stop();
      await rm(own, { recursive: true });
    },
  };
}
