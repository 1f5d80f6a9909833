import request from 'supertest';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { PipelinesResponse } from '@platform-ops/backstage-plugin-golden-paths-common';
import { goldenPathsPlugin } from '../../plugin';

const OWN = 'plugin:golden-paths';

/** A component with annotations. */
export function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: {},
  };
}

/** The plugin, whose poll runs when the test says so. */
export async function startPortal(options: {
  config?: object;
  entities: Entity[];
  /** Names of entities that no user sees. */
  hidden?: string[];
  /** Permissions that nobody has. */
  denied?: string[];
  /** Where the Kubernetes plugin is. */
  kubernetesUrl?: string;
}) {
  const { entities, hidden = [], denied = [], kubernetesUrl } = options;
  const catalog: CatalogService = {
    ...catalogServiceMock(),
    getEntityByRef: async (ref, { credentials }) => {
      const { subject = OWN } = credentials.principal as { subject?: string };
      if (subject !== OWN) {
        throw new NotAllowedError(`${subject} cannot be passed on`);
      }
      return catalogServiceMock({
        entities: entities.filter(
          ({ metadata }) =>
            (credentials.principal as { type: string }).type !== 'user' ||
            !hidden.includes(metadata.name),
        ),
      }).getEntityByRef(ref, { credentials });
    },
  };
  const scheduler = mockServices.scheduler();
  const signals: Array<Record<string, any>> = [];
  const backend = await startTestBackend({
    features: [
      goldenPathsPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          ...options.config,
        },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      provide(catalogServiceRef, catalog),
      provide(coreServices.scheduler, scheduler),
      provide(signalsServiceRef, {
        publish: async signal => void signals.push(signal as any),
      }),
      provide(
        coreServices.discovery,
        mockServices.discovery.mock({
          getBaseUrl: async () => kubernetesUrl ?? 'http://127.0.0.1:1',
        }),
      ),
    ],
  });
  const ask = (path: string, authorization: string) =>
    request(backend.server)
      .get(`/api/golden-paths${path}`)
      .set('authorization', authorization);
  const get = (path: string, user?: string) =>
    ask(path, mockCredentials.user.header(user));
  return {
    /** What was sent to pages. */
    signals,
    get,
    /** As a machine from outside, whose token may be restricted. */
    getAsMachine: (path: string) =>
      ask(
        path,
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('external:ci'),
          targetPluginId: 'golden-paths',
        }),
      ),
    async runsOf(name: string, user?: string): Promise<PipelinesResponse> {
      const { status, body } = await get(
        `/pipelines?entityRef=component:default/${name}`,
        user,
      );
      expect({ status, body }).toMatchObject({ status: 200 });
      return body;
    },
    poll: async () => scheduler.triggerTask('golden-paths-pipelines'),
    stop: async () => backend.stop(),
  };
}

function provide<T>(service: ServiceRef<T, any>, value: T): BackendFeature {
  return createServiceFactory({
    service: service as ServiceRef<T, 'plugin'>,
    deps: {},
    factory: () => value,
  }) as BackendFeature;
}
