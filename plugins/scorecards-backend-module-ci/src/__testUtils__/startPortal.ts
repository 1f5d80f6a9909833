import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogServiceRequestOptions,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
// The real one is what is tested against.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import scorecardsPlugin from '@platform-ops/backstage-plugin-scorecards-backend';
import scorecardsModuleCi from '..';

/** A pipeline with a token of its own. */
export const pipeline = {
  authorization: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('external:build'),
    targetPluginId: 'scorecards',
  }),
};
export const user = { authorization: mockCredentials.user.header() };

export function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name },
    spec: { type: 'service', lifecycle: 'production' },
    relations: [],
  };
}

/**
 * The scorecards backend with the module, run when the test says so.
 */
export async function startPortal(options: {
  knex: Knex;
  entities: Entity[];
  granted?: (permission: string) => boolean;
  /** What people see; all unless told. */
  visible?: string[];
}) {
  const { knex, entities } = options;
  const isVisible = ({ metadata }: Entity) =>
    options.visible?.includes(metadata.name) ?? true;
  const everything = catalogServiceMock({ entities });
  const shown = catalogServiceMock({ entities: entities.filter(isVisible) });
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      scorecardsPlugin,
      scorecardsModuleCi,
      mockServices.rootConfig.factory({
        data: { scorecards: { ci: { deniedLicenses: ['AGPL-*'] } } },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              options.granted?.(permission.name) ?? true
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
        authorizeConditional: async requests =>
          requests.map(() =>
            options.visible
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
      }).factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => knex }),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock.mock({
            getEntitiesByRefs: (...ask) => everything.getEntitiesByRefs(...ask),
            streamEntities: (query, call: CatalogServiceRequestOptions) =>
              ('userEntityRef' in (call.credentials.principal as object)
                ? shown
                : everything
              ).streamEntities(query, call),
          }),
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actionsRegistryServiceMock(),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
    ],
  });
  const { server } = backend;
  const send = (
    method: 'post' | 'delete' | 'get',
    path: string,
    headers: object,
  ) =>
    request(server)
      [method](`/api/scorecards${path}`)
      .set(headers as Record<string, string>);
  return {
    port: (server.address() as AddressInfo).port,
    send,
    /** With all that is to be known in the body. */
    report: (body: object, headers: object = pipeline) =>
      send('post', '/results', headers).send(body),
    /** The entity's facts, as the database has them. */
    async facts(entityRef: string): Promise<Record<string, any>> {
      const rows = await knex('scorecards_facts').where({
        entity_ref: entityRef,
      });
      return Object.fromEntries(
        rows.map(row => [row.type, JSON.parse(row.value)]),
      );
    },
    /** Copies the catalog, and evaluates. */
    evaluate: () => scheduler.triggerTask('scorecards-evaluate'),
    tell: () => scheduler.triggerTask('scorecards-tell-results'),
    stop: () => backend.stop(),
  };
}
