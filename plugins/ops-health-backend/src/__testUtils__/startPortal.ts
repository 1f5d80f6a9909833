import request from 'supertest';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import alertmanagerModule from '@platform-ops/backstage-plugin-ops-health-backend-module-alertmanager';
import prometheusModule from '@platform-ops/backstage-plugin-ops-health-backend-module-prometheus';
import {
  metricSourcesExtensionPoint,
  type MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import opsHealthPlugin from '../index';

/**
 * The plugin with real Prometheus and Alertmanager sources, refreshed when the test says so.
 */
export async function startPortal(options: {
  entities: Entity[];
  opsHealth: object;
  /** Beside those of the configuration. */
  sources?: MetricSource[];
  /** In place of the usual services. */
  services?: ServiceFactory[];
}) {
  const actions = actionsRegistryServiceMock();
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      opsHealthPlugin,
      prometheusModule,
      alertmanagerModule,
      createBackendModule({
        pluginId: 'ops-health',
        moduleId: 'sources-of-the-test',
        register(env) {
          env.registerInit({
            deps: { point: metricSourcesExtensionPoint },
            async init({ point }) {
              point.addMetricSource(...(options.sources ?? []));
            },
          });
        },
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      mockServices.rootConfig.factory({
        data: { opsHealth: options.opsHealth } as any,
      }),
      catalogServiceMock.factory({ entities: options.entities }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...(options.services ?? []),
    ],
  });
  const { server } = backend;
  const asUser = { authorization: mockCredentials.user.header() };
  return {
    actions,
    getText: (path: string) =>
      request(server).get(`/api/ops-health${path}`).set(asUser),
    refresh: () => scheduler.triggerTask('ops-health-refresh'),
    /** The same, with nothing remembered of a source. */
    async refreshAnew(sourceId: string): Promise<void> {
      await request(server)
        .post(`/api/ops-health/sources/${sourceId}/refresh`)
        .set(asUser)
        .expect(202);
    },
    async get<T>(path: string): Promise<T> {
      const answer = await request(server)
        .get(`/api/ops-health${path}`)
        .set(asUser);
      if (answer.status !== 200) {
        throw new Error(`${path}: ${answer.status} ${answer.text}`);
      }
      return answer.body;
    },
    post: (path: string, body: object, authorization: string) =>
      request(server)
        .post(`/api/ops-health${path}`)
        .set({ authorization })
        .send(body),
    delete: (path: string, authorization: string) =>
      request(server).delete(`/api/ops-health${path}`).set({ authorization }),
    stop: () => backend.stop(),
  };
}
