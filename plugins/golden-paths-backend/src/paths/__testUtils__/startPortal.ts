import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { repositoryUrlReaderFactory } from '@platform-ops/backstage-plugin-golden-paths-node';
import scaffolderModuleMlops from '@platform-ops/backstage-plugin-scaffolder-backend-module-mlops';
import goldenPathsPlugin from '../../index';
import { commitOf } from '../../repositories/__testUtils__/startPortal';

const ROOT = '/api/golden-paths';
/** Of what is read by address; nothing is asked there. */
const BASE_URL = 'https://portal.example.com';

const user = { authorization: mockCredentials.user.header() };

/**
 * The plugin with the real scaffolder and the real actions, and a folder for
 * templates.
 */
export async function startPortal() {
  const folder = await mkdtemp(join(tmpdir(), 'paths-'));
  const state = {
    entities: [] as Entity[],
    /** Names of what people may not see. */
    hidden: [] as string[],
    /** Names of permissions that nobody has. */
    denied: [] as string[],
  };
  const catalogOf = (credentials: { principal: unknown }) =>
    catalogServiceMock({
      entities: state.entities.filter(
        ({ metadata }) =>
          (credentials.principal as { type: string }).type !== 'user' ||
          !state.hidden.includes(metadata.name),
      ),
    });
  const catalog: CatalogService = {
    ...catalogServiceMock(),
    streamEntities: (query, call) =>
      catalogOf(call.credentials).streamEntities(query, call),
    getEntityByRef: (ref, call) =>
      catalogOf(call.credentials).getEntityByRef(ref, call),
  };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: state.denied.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() =>
        state.hidden.length
          ? ({
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType: 'catalog-entity',
              conditions: {
                rule: 'IS_ENTITY_KIND',
                resourceType: 'catalog-entity',
                params: {},
              },
            } as any)
          : { result: AuthorizeResult.ALLOW },
      ),
  });
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      scaffolderPlugin,
      scaffolderModuleMlops,
      permissions.factory,
      urlReaderServiceFactory,
      repositoryUrlReaderFactory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: BASE_URL },
          backend: { baseUrl: BASE_URL, workingDirectory: folder },
          goldenPaths: {
            repositories: { directory: join(folder, 'repositories') },
          },
        },
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
    ],
  });
  const { server } = backend;
  const send = async (
    repository: string,
    files: Record<string, string | Buffer>,
  ) => {
    const { status, body } = await request(server)
      .post(`${ROOT}/repositories/${repository}/commits`)
      .set(user)
      .send(
        commitOf(files, {
          mode: 'replace',
          requestId: `request-${performance.now()}`,
        }),
      );
    if (status !== 200) {
      throw new Error(JSON.stringify(body));
    }
  };
  return {
    state,
    /** Where templates and whatever else of this machine may stand. */
    folder,
    /** Commits to a repository of the portal. */
    publish: send,
    urlOf: (repository: string, path: string) =>
      `${BASE_URL}${ROOT}/git/${repository}/blob/main/${path}`,
    get: (path: string, headers: object = user) =>
      request(server)
        .get(`${ROOT}${path}`)
        .set(headers as any),
    preview: (values: object, templateRef = 'template:default/greeting') =>
      request(server)
        .post(`${ROOT}/previews`)
        .set(user)
        .send({ templateRef, values }),
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true });
    },
  };
}
