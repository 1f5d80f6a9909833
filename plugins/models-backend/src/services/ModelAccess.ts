import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  modelsModelReadPermission,
  type Model,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelQueries } from '../database/ModelQueries';
import type { ModelCriteria } from '../permissions/filters';
import { modelPermissionResourceRef } from '../permissions/rules';

/**
 * Says what a caller may see.
 */
export class ModelAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #models: ModelQueries;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    models: ModelQueries;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
    this.#models = options.models;
  }

  /**
   * @throws NotAllowedError where the permission was not granted.
   */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name}, which none of your roles grants`,
      );
    }
  }

  /**
   * Which models the caller may see, as criteria for SQL.
   *
   * @throws NotAllowedError where it is none at all.
   */
  async criteria(credentials: BackstageCredentials): Promise<ModelCriteria> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: modelsModelReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `This needs the permission ${modelsModelReadPermission.name}, which none of your roles grants`,
      );
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return undefined;
    }
    const transform = createConditionTransformer(
      this.#registry.getPermissionRuleset(modelPermissionResourceRef),
    );
    return transform(decision.conditions);
  }

  /**
   * @throws NotFoundError where there is no such model, NotAllowedError where
   *   the caller may not see it.
   */
  async getModel(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Model> {
    const criteria = await this.criteria(credentials);
    const model = await this.#models.get(id, criteria);
    if (model) {
      return model;
    }
    if (await this.#models.exists(id)) {
      throw new NotAllowedError('None of your roles lets you see this model');
    }
    throw new NotFoundError(`There is no model with the id ${id}`);
  }
}
