import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// The real one is what is tested against.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import opsHealthPlugin from '@platform-ops/backstage-plugin-ops-health-backend';
import {
  factCollectorsExtensionPoint,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import request from 'supertest';
import scorecardsModuleOpsHealth from '..';

/**
 * The ops health backend, and the collector that the module adds.
 */
export async function startPortal(options: {
  entities: Entity[];
  opsHealth: object;
}) {
  const collectors: FactCollector[] = [];
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    extensionPoints: [
      [
        factCollectorsExtensionPoint,
        { addFactCollector: (...more) => void collectors.push(...more) },
      ],
    ],
    features: [
      opsHealthPlugin,
      scorecardsModuleOpsHealth,
      mockServices.rootConfig.factory({
        data: { opsHealth: options.opsHealth } as never,
      }),
      catalogServiceMock.factory({ entities: options.entities }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
    ],
  });
  return {
    collector: collectors[0],
    refresh: () => scheduler.triggerTask('ops-health-refresh'),
    async report(measurements: object[]): Promise<void> {
      const response = await request(backend.server)
        .post('/api/ops-health/quality/measurements')
        .set('authorization', mockCredentials.user.header())
        .send({ measurements });
      if (!response.ok) {
        throw new Error(`${response.status} ${response.text}`);
      }
    },
    stop: () => backend.stop(),
  };
}
