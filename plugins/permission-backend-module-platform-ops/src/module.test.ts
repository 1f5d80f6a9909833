import {
  coreServices,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { modelsRegistryReadPermission } from '@platform-ops/backstage-plugin-models-common';
import catalogModuleModels from '@platform-ops/backstage-plugin-catalog-backend-module-models';
import {
  modelsServiceRef,
  type ModelsService,
} from '@platform-ops/backstage-plugin-models-node';
import request from 'supertest';
import permissionModulePlatformOps from '.';
import { readRoles } from './config/readRoles';
import { RolePermissionPolicy } from './policy/RolePermissionPolicy';

const POLL_INTERVAL_MS = 50;

const noModels: ModelsService = {
  listChanges: async () => {
    throw new Error('No registry in this test');
  },
  listModels: async () => ({ items: [], totalItems: 0 }),
  listRegistries: async () => ({ items: [] }),
  getModelsByRefs: async () => ({ items: [] }),
  listVersions: async () => ({ items: [], totalItems: 0 }),
  listHistory: async () => ({ items: [] }),
  findVersionsByArtifacts: async () => ({ items: [] }),
};

function model(namespace: string, name: string, spec: JsonObject = {}) {
  return {
    apiVersion: 'platformops.io/v1alpha1',
    kind: 'Model',
    metadata: { namespace, name },
    spec: { type: 'predictive', lifecycle: 'experimental', ...spec },
  };
}

const roles = {
  admin: {
    members: ['user:default/ada'],
    grants: [{ permission: '*' }],
  },
  viewer: {
    members: ['user:default/victor'],
    grants: [
      { permission: 'catalog.entity.read' },
      {
        permission: 'models.model.read',
        when: {
          registries: ['mlflow'],
          dataClassifications: ['public', 'pii'],
        },
      },
    ],
  },
  owner: {
    members: ['authenticated'],
    grants: [{ permission: 'models.model.read', when: { owner: true } }],
  },
};

const policy = RolePermissionPolicy.create({
  roles: readRoles(
    mockServices.rootConfig({
      data: { permission: { platformOps: { roles } } },
    }),
  ),
  logger: mockServices.logger.mock(),
});

function decide(userEntityRef: string): Promise<PolicyDecision> {
  return policy.handle(
    { permission: catalogEntityReadPermission },
    {
      credentials: mockCredentials.user(userEntityRef),
      info: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
    },
  );
}

/**
 * Asks the policy as the permission backend does, and lets plugins pass as its
 * client does; test credentials cannot be handed from one plugin to another.
 */
const permissions: PermissionsService = {
  authorize: async () => {
    throw new Error('Lists are asked for by conditions');
  },
  authorizeConditional: async (requests, options) => {
    const principal = options?.credentials.principal as {
      userEntityRef?: string;
    };
    const { userEntityRef } = principal;
    return Promise.all(
      requests.map(async () =>
        userEntityRef
          ? decide(userEntityRef)
          : { result: AuthorizeResult.ALLOW },
      ),
    );
  },
};

describe('the policy beside a running catalog', () => {
  const directory = createMockDirectory({
    content: {
      'entities.yaml': [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'ops' },
          spec: { type: 'team', children: [] },
        },
        model('mlflow', 'plain'),
        model('mlflow', 'patients', { dataClassification: ['pii', 'phi'] }),
        model('mlflow', 'misspelt', {
          dataClassification: ['pii', 'unrecognised'],
        }),
        {
          ...model('mlflow', 'leads'),
          kind: 'Dataset',
          spec: { dataClassification: ['unrecognised'] },
        },
        model('default', 'mine', { owner: 'user:default/victor' }),
        model('default', 'elsewhere'),
      ]
        .map(entity => JSON.stringify(entity))
        .join('\n---\n'),
    },
  });
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleModels,
        createServiceFactory({
          service: modelsServiceRef,
          deps: {},
          factory: () => noModels,
        }),
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
        mockServices.rootConfig.factory({
          data: {
            models: { registries: { mlflow: { type: 'mlflow' } } },
            catalog: {
              rules: [{ allow: ['Dataset', 'Group', 'Location', 'Model'] }],
              locations: [
                { type: 'file', target: directory.resolve('entities.yaml') },
              ],
            },
          },
        }),
      ],
    });
  });

  afterAll(() => backend.stop());

  async function namesSeenWith(authorization: string): Promise<string[]> {
    const response = await request(backend.server)
      .get('/api/catalog/entities/by-query?fields=kind,metadata.name')
      .set('authorization', authorization);
    return (response.body.items as Array<{ metadata: { name: string } }>)
      .map(({ metadata }) => metadata.name)
      .filter(name => !name.startsWith('generated-'))
      .sort();
  }

  it('shows each person what their roles grant, in lists and one by one', async () => {
    const everything = [
      'elsewhere',
      'leads',
      'mine',
      'misspelt',
      'ops',
      'patients',
      'plain',
    ];
    const deadline = Date.now() + 15_000;
    let seen: string[] = [];
    while (seen.length < everything.length && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, POLL_INTERVAL_MS));
      seen = await namesSeenWith(mockCredentials.service.header());
    }
    expect(seen).toEqual(everything);

    const as = (name: string) =>
      namesSeenWith(mockCredentials.user.header(`user:default/${name}`));
    expect(await as('ada')).toEqual(everything);
    expect(await as('victor')).toEqual(['mine', 'ops', 'plain']);
    expect(await as('nobody')).toEqual([]);

    const decision = await decide('user:default/victor');
    const response = await request(backend.server)
      .post('/api/catalog/.well-known/backstage/permissions/apply-conditions')
      .set('authorization', mockCredentials.service.header())
      .send({
        items: [
          'model:default/mine',
          'model:mlflow/plain',
          'model:mlflow/patients',
          'model:mlflow/misspelt',
          'dataset:mlflow/leads',
          'model:default/elsewhere',
          'group:default/ops',
        ].map(resourceRef => ({ id: resourceRef, resourceRef, ...decision })),
      });
    expect(
      response.body.items.map(
        ({ id, result }: { id: string; result: string }) => `${id} ${result}`,
      ),
    ).toEqual([
      'model:default/mine ALLOW',
      'model:mlflow/plain ALLOW',
      'model:mlflow/patients DENY',
      'model:mlflow/misspelt DENY',
      'dataset:mlflow/leads DENY',
      'model:default/elsewhere DENY',
      'group:default/ops ALLOW',
    ]);
  });
});

describe('the module', () => {
  const startPermissions = (platformOps: JsonObject) =>
    startTestBackend({
      features: [
        permissionPlugin,
        permissionModulePlatformOps,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true, platformOps } },
        }),
      ],
    });

  it('makes the permission backend decide by the roles', async () => {
    const backend = await startPermissions({ roles });
    try {
      const resultFor = async (user: string) => {
        const response = await request(backend.server)
          .post('/api/permission/authorize')
          .set('authorization', mockCredentials.user.header(user))
          .send({
            items: [{ id: '1', permission: modelsRegistryReadPermission }],
          });
        return response.body.items[0].result;
      };
      expect(await resultFor('user:default/ada')).toBe('ALLOW');
      expect(await resultFor('user:default/victor')).toBe('DENY');
    } finally {
      await backend.stop();
    }
  });

  it('does not start with a bad configuration', async () => {
    await expect(
      startPermissions({ roles: { viewer: { members: ['jane'] } } }),
    ).rejects.toThrow(
      'permission.platformOps.roles.viewer.grants: found nothing, allowed is a value of type array',
    );
  });
});
