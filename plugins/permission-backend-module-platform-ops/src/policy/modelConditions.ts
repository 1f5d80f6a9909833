import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import type {
  PermissionCondition,
  PermissionRuleParams,
} from '@backstage/plugin-permission-common';
import {
  KNOWN_DATA_CLASSIFICATIONS,
  MODEL_PERMISSION_RULES,
  RESOURCE_TYPE_MODEL,
  UNRECOGNISED_DATA_CLASSIFICATION,
  type HasClassificationParams,
  type InRegistryParams,
  type IsOwnerParams,
} from '@platform-ops/backstage-plugin-models-common';
import type { GrantConditions } from '../config/RoleConfig';
import { allCriteria, type Access, type Criteria } from './criteria';

/** What the conditions are asked of. */
export type Subject =
  | typeof RESOURCE_TYPE_MODEL
  | typeof RESOURCE_TYPE_CATALOG_ENTITY;

function condition<TParams extends PermissionRuleParams>(
  resourceType: string,
  rule: string,
  params: TParams,
): PermissionCondition<string, TParams> {
  return { resourceType, rule, params };
}

/**
 * The kinds of the catalog that a grant on models guards too.
 */
export const ofModelKind: Criteria = condition(
  RESOURCE_TYPE_CATALOG_ENTITY,
  'IS_ENTITY_KIND',
  { kinds: ['Model', 'Dataset'] },
);

/**
 * The conditions of a grant, for models and for the entities that stand for
 * them. Both select the same models.
 */
export function accessWhen(
  when: GrantConditions | undefined,
  user: BackstageUserInfo,
  subject: Subject,
): Access {
  const criteria: Criteria[] = [];
  if (when?.owner) {
    const params: IsOwnerParams = { claims: user.ownershipEntityRefs };
    criteria.push(
      condition(
        subject,
        subject === RESOURCE_TYPE_MODEL
          ? MODEL_PERMISSION_RULES.isOwner
          : 'IS_ENTITY_OWNER',
        params,
      ),
    );
  }
  if (when?.registries) {
    const params: InRegistryParams = { registries: when.registries };
    criteria.push(
      condition(subject, MODEL_PERMISSION_RULES.inRegistry, params),
    );
  }
  if (when?.dataClassifications) {
    const { dataClassifications } = when;
    const hidden = KNOWN_DATA_CLASSIFICATIONS.filter(
      each => !dataClassifications.includes(each),
    );
    if (hidden.length) {
      // A model that carries both a listed and another class stays hidden, and
      // a class that nobody knows may stand for any of the hidden ones.
      const params: HasClassificationParams = {
        classifications: [...hidden, UNRECOGNISED_DATA_CLASSIFICATION],
      };
      criteria.push({
        not: condition(
          subject,
          MODEL_PERMISSION_RULES.hasClassification,
          params,
        ),
      });
    }
  }
  const [first, ...rest] = criteria;
  return first ? allCriteria(first, ...rest) : 'always';
}
