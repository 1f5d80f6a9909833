import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  modelsModelReadPermission,
  modelsRegistryReadPermission,
  modelsRegistrySyncPermission,
} from '@platform-ops/backstage-plugin-models-common';
import { readRoles } from '../config/readRoles';
import { RolePermissionPolicy } from './RolePermissionPolicy';

const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const logger = mockServices.logger.mock();

function decideBy(roles: JsonObject) {
  const policy = RolePermissionPolicy.create({
    roles: readRoles(
      mockServices.rootConfig({
        data: { permission: { platformOps: { roles } } },
      }),
    ),
    logger,
  });
  return (
    permission: Permission,
    userEntityRef?: string,
    groups: string[] = [],
  ) =>
    policy.handle(
      { permission },
      userEntityRef === undefined
        ? undefined
        : {
            credentials: mockCredentials.user(userEntityRef),
            info: {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...groups],
            },
          },
    );
}

const jane = 'user:default/jane';
const ofModels = (rule: string, params: JsonObject) => ({
  resourceType: 'models-model',
  rule,
  params,
});
const ofEntities = (rule: string, params: JsonObject) => ({
  resourceType: 'catalog-entity',
  rule,
  params,
});
const modelKind = ofEntities('IS_ENTITY_KIND', { kinds: ['Model', 'Dataset'] });

describe('RolePermissionPolicy', () => {
  it('denies what no role of the person grants', async () => {
    const decide = decideBy({
      viewer: {
        members: [jane],
        grants: [{ permission: 'models.registry.read' }],
      },
    });
    expect(await decide(modelsRegistryReadPermission, jane)).toEqual(ALLOW);
    expect(await decide(modelsRegistrySyncPermission, jane)).toEqual(DENY);
    expect(await decide(modelsModelReadPermission, jane)).toEqual(DENY);
    expect(await decide(catalogEntityReadPermission, jane)).toEqual(DENY);
    expect(
      await decide(modelsRegistryReadPermission, 'user:default/joe'),
    ).toEqual(DENY);
    expect(await decide(modelsRegistryReadPermission)).toEqual(DENY);
    expect(await decideBy({})(modelsRegistryReadPermission, jane)).toEqual(
      DENY,
    );
  });

  it('knows members by user, by group and as anyone signed in', async () => {
    const decide = decideBy({
      operators: {
        members: ['group:default/Ops'],
        grants: [{ permission: 'models.registry.sync' }],
      },
      everybody: {
        members: ['authenticated'],
        grants: [{ permission: 'models.registry.read' }],
      },
    });
    expect(
      await decide(modelsRegistrySyncPermission, jane, ['group:default/ops']),
    ).toEqual(ALLOW);
    expect(await decide(modelsRegistrySyncPermission, jane)).toEqual(DENY);
    expect(await decide(modelsRegistryReadPermission, jane)).toEqual(ALLOW);
    expect(await decide(modelsRegistryReadPermission)).toEqual(DENY);
    expect(logger.debug).toHaveBeenCalledWith(
      'Role operators grants models.registry.sync to user:default/jane',
    );
  });

  it('matches the start of names, and actions', async () => {
    const decide = decideBy({
      reader: {
        members: [jane],
        grants: [
          { permission: 'models.*', action: ['read'] },
          { permission: 'model', action: ['use'] },
        ],
      },
      admin: { members: ['user:root'], grants: [{ permission: '*' }] },
    });
    expect(await decide(modelsModelReadPermission, jane)).toEqual(ALLOW);
    expect(await decide(modelsRegistryReadPermission, jane)).toEqual(ALLOW);
    expect(await decide(modelsRegistrySyncPermission, jane)).toEqual(DENY);
    const named = (name: string) => createPermission({ name, attributes: {} });
    expect(await decide(named('models.thing'), jane)).toEqual(DENY);
    expect(await decide(named('modelsx.thing'), jane)).toEqual(DENY);
    expect(await decide(named('model'), jane)).toEqual(ALLOW);
    expect(await decide(named('anything'), 'user:default/root')).toEqual(ALLOW);
    expect(
      await decide(catalogEntityDeletePermission, 'user:default/root'),
    ).toEqual(ALLOW);
  });

  it('turns conditions of models into the same conditions of entities', async () => {
    const decide = decideBy({
      viewer: {
        members: [jane],
        grants: [
          { permission: 'catalog.entity.read' },
          { permission: 'catalog.entity.create' },
          {
            permission: 'models.model.read',
            when: {
              registries: ['mlflow'],
              dataClassifications: [
                'public',
                'internal',
                'confidential',
                'pii',
                'pci',
              ],
            },
          },
        ],
      },
      owner: {
        members: ['group:default/imaging'],
        grants: [{ permission: 'models.model.read', when: { owner: true } }],
      },
    });

    expect(
      await decide(modelsModelReadPermission, jane, ['group:default/imaging']),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'models',
      resourceType: 'models-model',
      conditions: {
        anyOf: [
          {
            allOf: [
              ofModels('IN_REGISTRY', { registries: ['mlflow'] }),
              {
                not: ofModels('HAS_CLASSIFICATION', {
                  classifications: ['phi', 'mnpi', 'unrecognised'],
                }),
              },
            ],
          },
          ofModels('IS_OWNER', { claims: [jane, 'group:default/imaging'] }),
        ],
      },
    });
    expect(
      await decide(catalogEntityReadPermission, jane, [
        'group:default/imaging',
      ]),
    ).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        anyOf: [
          { not: modelKind },
          {
            anyOf: [
              {
                allOf: [
                  ofEntities('IN_REGISTRY', { registries: ['mlflow'] }),
                  {
                    not: ofEntities('HAS_CLASSIFICATION', {
                      classifications: ['phi', 'mnpi', 'unrecognised'],
                    }),
                  },
                ],
              },
              ofEntities('IS_ENTITY_OWNER', {
                claims: [jane, 'group:default/imaging'],
              }),
            ],
          },
        ],
      },
    });
    // Not about an entity that exists
    expect(await decide(catalogEntityCreatePermission, jane)).toEqual(ALLOW);
    expect(await decide(catalogEntityDeletePermission, jane)).toEqual(DENY);
  });

  it('opens models and other kinds of the catalog independently', async () => {
    const grant = (...permissions: string[]) =>
      decideBy({
        role: {
          members: [jane],
          grants: permissions.map(permission => ({ permission })),
        },
      })(catalogEntityReadPermission, jane);
    const conditional = (conditions: object) => ({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions,
    });

    expect(await grant('catalog.*', 'models.model.read')).toEqual(ALLOW);
    expect(await grant('catalog.*')).toEqual(conditional({ not: modelKind }));
    expect(await grant('models.*')).toEqual(conditional(modelKind));

    const owner = {
      permission: 'models.model.read',
      when: { owner: true },
    };
    const decideOwner = decideBy({
      role: { members: [jane], grants: [owner] },
      refresher: {
        members: ['user:default/joe'],
        grants: [owner, { permission: 'catalog.entity.delete' }],
      },
    });
    expect(await decideOwner(catalogEntityReadPermission, jane)).toEqual(
      conditional({
        allOf: [modelKind, ofEntities('IS_ENTITY_OWNER', { claims: [jane] })],
      }),
    );
    // Who may delete entities may still not delete models that stay hidden
    expect(
      await decideOwner(catalogEntityDeletePermission, 'user:default/joe'),
    ).toEqual(
      conditional({
        anyOf: [
          { not: modelKind },
          ofEntities('IS_ENTITY_OWNER', { claims: ['user:default/joe'] }),
        ],
      }),
    );
  });

  it('takes the weakest of several conditions', async () => {
    const decide = decideBy({
      narrow: {
        members: [jane],
        grants: [{ permission: 'models.model.read', when: { owner: true } }],
      },
      wide: {
        members: ['group:default/ops'],
        grants: [{ permission: 'models.*' }],
      },
      all: {
        members: ['user:default/joe'],
        grants: [
          {
            permission: 'models.model.read',
            when: {
              dataClassifications: [
                'public',
                'internal',
                'confidential',
                'pii',
                'phi',
                'pci',
                'mnpi',
              ],
            },
          },
        ],
      },
    });
    expect(await decide(modelsModelReadPermission, jane)).toEqual(
      expect.objectContaining({ result: AuthorizeResult.CONDITIONAL }),
    );
    expect(
      await decide(modelsModelReadPermission, jane, ['group:default/ops']),
    ).toEqual(ALLOW);
    expect(await decide(modelsModelReadPermission, 'user:default/joe')).toEqual(
      ALLOW,
    );
  });
});
