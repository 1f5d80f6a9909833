import { resolve } from 'node:path';
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
  type BackendFeature,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { factCollectorsExtensionPoint } from '@platform-ops/backstage-plugin-scorecards-node';
import scorecardsPlugin from '../index';
import { FakeCollector } from './FakeCollector';

export const HOUSE_FILE = resolve(__dirname, 'house.yaml');

const user = { authorization: mockCredentials.user.header() };

/** An entity as the catalog has stitched it. */
export function entity(
  kind: string,
  name: string,
  relations: Array<[type: string, targetRef: string]> = [],
  spec = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec,
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** A small organisation. */
export function organisation(): Entity[] {
  return [
    entity('Group', 'acme'),
    entity('System', 'clinic'),
    entity('Resource', 'eu', [], { type: 'kubernetes-cluster' }),
    entity('Component', 'scanner', [
      ['ownedBy', 'group:default/imaging'],
      ['partOf', 'system:default/clinic'],
      ['dependsOn', 'resource:default/eu'],
    ]),
    entity('Component', 'stray', [['ownedBy', 'group:default/imaging']]),
  ];
}

/**
 * The plugin with a collector that tells what the test says, run when the test
 * says so.
 */
export async function startPortal(
  options: {
    knex?: Knex;
    /** By the permission and the ref of the user; a service has none. */
    granted?: (permission: string, userRef: string | undefined) => boolean;
    /** Refs that users own things by, beside their own. */
    ownership?: Record<string, string[]>;
    /** Names of entities that people may see; all unless told. */
    visible?: string[];
    scorecards?: object;
    collector?: FakeCollector;
    entities?: Entity[];
  } = {},
) {
  const collector = options.collector ?? new FakeCollector();
  const entities = options.entities ?? organisation();
  const catalogOf = (credentials: { principal: unknown }) =>
    catalogServiceMock({
      entities: entities.filter(
        ({ metadata }) =>
          (credentials.principal as { type: string }).type !== 'user' ||
          (options.visible?.includes(metadata.name) ?? true),
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
    authorize: async (requests, call) =>
      requests.map(({ permission }) => ({
        result:
          options.granted?.(permission.name, userOf(call?.credentials)) ?? true
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
  });
  const scheduler = mockServices.scheduler();
  const actions = actionsRegistryServiceMock();
  const published: unknown[] = [];
  const notified: NotificationSendOptions[] = [];
  const notifications = {
    send: async (notice: NotificationSendOptions) => void notified.push(notice),
  };
  const { knex } = options;
  const backend = await startTestBackend({
    features: [
      scorecardsPlugin,
      createBackendModule({
        pluginId: 'scorecards',
        moduleId: 'fake',
        register(env) {
          env.registerInit({
            deps: { collectors: factCollectorsExtensionPoint },
            async init({ collectors }) {
              collectors.addFactCollector(collector);
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          scorecards: {
            files: [HOUSE_FILE],
            organisation: 'group:default/acme',
            ...options.scorecards,
          },
        },
      }),
      permissions.factory,
      provide(signalsServiceRef, {
        publish: async (signal: unknown) => void published.push(signal),
      }),
      provide(notificationService, {
        send: notice => notifications.send(notice),
      }),
      provide(coreServices.userInfo, {
        getUserInfo: async credentials => {
          const userEntityRef = userOf(credentials)!;
          const others = options.ownership?.[userEntityRef] ?? [];
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, ...others],
          };
        },
      }),
      provide(coreServices.scheduler, scheduler),
      provide(catalogServiceRef, catalog),
      provide(actionsRegistryServiceRef, actions),
      ...(knex
        ? [provide(coreServices.database, { getClient: async () => knex })]
        : []),
    ],
  });
  const { server } = backend;
  return {
    server,
    actions,
    collector,
    entities,
    published,
    /** What people were notified of, by a service that can be broken. */
    notified,
    notifications,
    notify: () => scheduler.triggerTask('scorecards-notices'),
    findTrends: () => scheduler.triggerTask('scorecards-trends'),
    remind: () => scheduler.triggerTask('scorecards-remind'),
    get: (path: string, headers: object = user) =>
      request(server)
        .get(`/api/scorecards${path}`)
        .set(headers as any),
    post: (path: string, body: object = {}, headers: object = user) =>
      request(server)
        .post(`/api/scorecards${path}`)
        .set(headers as any)
        .send(body),
    collect: () => scheduler.triggerTask('scorecards-collect-test'),
    evaluate: () => scheduler.triggerTask('scorecards-evaluate'),
    stop: () => backend.stop(),
  };
}

/** What a user sends, or a plugin that acts on their behalf. */
export function by(userRef: string, actor?: string) {
  const token = mockCredentials.user.token(
    userRef,
    actor ? { actor: { subject: actor } } : undefined,
  );
  return { authorization: `Bearer ${token}` };
}

function userOf(credentials: unknown): string | undefined {
  const { principal } = credentials as {
    principal: { userEntityRef?: string };
  };
  return principal.userEntityRef;
}

function provide<T>(service: ServiceRef<T, any>, value: T): BackendFeature {
  return createServiceFactory({
    service: service as ServiceRef<T, 'plugin'>,
    deps: {},
    factory: () => value,
  }) as BackendFeature;
}
