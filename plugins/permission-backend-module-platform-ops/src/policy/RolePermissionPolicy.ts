import type {
  BackstageUserInfo,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  RESOURCE_TYPE_CATALOG_ENTITY,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_MODEL,
  modelsModelReadPermission,
} from '@platform-ops/backstage-plugin-models-common';
import {
  ACTION_USE,
  AUTHENTICATED,
  type Grant,
  type Role,
} from '../config/RoleConfig';
import { allCriteria, anyAccess, type Access } from './criteria';
import { accessWhen, ofModelKind, type Subject } from './modelConditions';

function matchesName(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) {
    return true;
  }
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1));
}

function isGranted(grant: Grant, permission: Permission): boolean {
  const action = permission.attributes.action ?? ACTION_USE;
  return (
    matchesName(grant.permission, permission.name) &&
    (!grant.action || grant.action.includes(action))
  );
}

/**
 * Decides by the roles in the configuration and denies what no role grants.
 *
 * @remarks
 *
 * Calls that plugins make for themselves never reach a policy.
 */
export class RolePermissionPolicy implements PermissionPolicy {
  readonly #roles: Role[];
  readonly #logger: LoggerService;

  static create(options: {
    roles: Role[];
    logger: LoggerService;
  }): RolePermissionPolicy {
    return new RolePermissionPolicy(options.roles, options.logger);
  }

  private constructor(roles: Role[], logger: LoggerService) {
    this.#roles = roles;
    this.#logger = logger;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const { info } = user;
    if (isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
      return this.#decide(
        this.#entityAccess(permission, info),
        'catalog',
        RESOURCE_TYPE_CATALOG_ENTITY,
      );
    }
    return this.#decide(
      this.#access(permission, info, RESOURCE_TYPE_MODEL),
      'models',
      RESOURCE_TYPE_MODEL,
    );
  }

  /**
   * Models and datasets are as open in the catalog as they are in the models
   * plugin, whatever is asked of the entity; other kinds are open to whoever
   * holds the permission itself.
   */
  #entityAccess(permission: Permission, info: BackstageUserInfo): Access {
    const subject = RESOURCE_TYPE_CATALOG_ENTITY;
    const entities = this.#access(permission, info, subject);
    if (
      entities === 'never' &&
      permission.name !== catalogEntityReadPermission.name
    ) {
      return 'never';
    }
    const models = this.#access(modelsModelReadPermission, info, subject);
    if (entities !== 'never') {
      return anyAccess([{ not: ofModelKind }, models]);
    }
    if (models === 'always') {
      return ofModelKind;
    }
    return models === 'never' ? 'never' : allCriteria(ofModelKind, models);
  }

  #access(
    permission: Permission,
    info: BackstageUserInfo,
    subject: Subject,
  ): Access {
    const accesses = this.#rolesOf(info).flatMap(role => {
      const grants = role.grants.filter(grant => isGranted(grant, permission));
      if (grants.length) {
        this.#logger.debug(
          `Role ${role.name} grants ${permission.name} to ${info.userEntityRef}`,
        );
      }
      return grants.map(({ when }) => accessWhen(when, info, subject));
    });
    return anyAccess(accesses);
  }

  #rolesOf(info: BackstageUserInfo): Role[] {
    const refs = [
      AUTHENTICATED,
      info.userEntityRef,
      ...info.ownershipEntityRefs,
    ].map(ref => ref.toLocaleLowerCase('en-US'));
    return this.#roles.filter(role => refs.some(ref => role.members.has(ref)));
  }

  #decide(
    access: Access,
    pluginId: string,
    resourceType: string,
  ): PolicyDecision {
    if (access === 'always') {
      return { result: AuthorizeResult.ALLOW };
    }
    if (access === 'never') {
      return { result: AuthorizeResult.DENY };
    }
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId,
      resourceType,
      conditions: access,
    };
  }
}
