import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { readRoles } from './readRoles';

function read(platformOps: JsonValue) {
  return readRoles(
    mockServices.rootConfig({ data: { permission: { platformOps } } }),
  );
}

function readRole(role: JsonValue) {
  return () => read({ roles: { viewer: role } });
}

describe('readRoles', () => {
  it('reads roles, with the refs of their members in full', () => {
    expect(
      read({
        roles: {
          viewer: {
            title: 'Viewer',
            members: ['User:Jane.Doe', 'group:Ops/Night', 'authenticated'],
            grants: [
              { permission: 'catalog.*', action: ['read'] },
              {
                permission: 'models.model.read',
                when: {
                  owner: true,
                  registries: ['mlflow'],
                  dataClassifications: ['public'],
                },
              },
              { permission: '*' },
            ],
          },
        },
      }),
    ).toEqual([
      {
        name: 'viewer',
        members: new Set([
          'user:default/jane.doe',
          'group:ops/night',
          'authenticated',
        ]),
        grants: [
          { permission: 'catalog.*', action: ['read'] },
          {
            permission: 'models.model.read',
            when: {
              owner: true,
              registries: ['mlflow'],
              dataClassifications: ['public'],
            },
          },
          { permission: '*' },
        ],
      },
    ]);
    expect(readRoles(mockServices.rootConfig({ data: {} }))).toEqual([]);
  });

  it('says which key is wrong, what was found and what is allowed', () => {
    const role = 'permission.platformOps.roles.viewer';
    const grants = [{ permission: 'catalog.*' }];

    expect(() => read({ rolls: {} })).toThrow(
      "permission.platformOps: found the unknown key 'rolls'",
    );
    expect(() =>
      read({ roles: { 'The Viewer': { members: [], grants } } }),
    ).toThrow("permission.platformOps.roles: found 'The Viewer', allowed");
    expect(readRole({ grants })).toThrow(
      `${role}.members: found nothing, allowed is a value of type array`,
    );
    for (const member of ['jane', 'system:default/x', 'everybody']) {
      expect(readRole({ members: ['user:a', member], grants })).toThrow(
        `${role}.members[1]: found '${member}', allowed is the ref of a user or group`,
      );
    }
    expect(readRole({ members: [], grants, member: [] })).toThrow(
      `${role}: found the unknown key 'member'`,
    );
    for (const permission of ['cata*', '*.read', 'catalog.*.read', '', 'a b']) {
      expect(readRole({ members: [], grants: [{ permission }] })).toThrow(
        `${role}.grants[0].permission: found '${permission}', allowed is the name of a permission`,
      );
    }
    expect(
      readRole({
        members: [],
        grants: [{ permission: 'catalog.*', action: ['look'] }],
      }),
    ).toThrow(
      `${role}.grants[0].action[0]: found 'look', allowed is create, read, update, delete, use`,
    );

    const grantWhen = (when: JsonValue, permission = 'models.model.read') =>
      readRole({ members: [], grants: [{ permission, when }] });
    expect(grantWhen({ owner: false })).toThrow(
      `${role}.grants[0].when.owner: found false, allowed is true`,
    );
    expect(grantWhen({ registries: [] })).toThrow(
      `${role}.grants[0].when.registries: found [], allowed is what is not empty`,
    );
    for (const word of ['secret', 'unrecognised']) {
      expect(grantWhen({ dataClassifications: [word] })).toThrow(
        `${role}.grants[0].when.dataClassifications[0]: found '${word}', allowed is public, internal, confidential, pii, phi, pci, mnpi`,
      );
    }
    expect(grantWhen({ registry: ['a'] })).toThrow(
      `${role}.grants[0].when: found the unknown key 'registry'`,
    );
    expect(grantWhen({})).toThrow(
      `${role}.grants[0].when: found {}, allowed is at least one of owner, registries, dataClassifications`,
    );
    for (const permission of ['*', 'models.*', 'catalog.entity.read']) {
      expect(grantWhen({ owner: true }, permission)).toThrow(
        `${role}.grants[0].when: found beside '${permission}', allowed is only beside models.model.read`,
      );
    }
  });
});
