import type { Knex } from 'knex';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';

/**
 * A condition on a row of `models_models`.
 */
export type ModelCondition =
  | { field: 'owner'; values: string[] }
  | { field: 'registry_id'; values: string[] }
  | { field: 'data_classification'; values: string[] };

/**
 * Which models a reader may see; undefined for all.
 */
export type ModelCriteria = PermissionCriteria<ModelCondition> | undefined;

/**
 * Adds the criteria to a query on `models_models`.
 */
export function applyModelCriteria(
  query: Knex.QueryBuilder,
  criteria: ModelCriteria,
): void {
  if (criteria) {
    query.where(builder => addCriteria(builder, criteria));
  }
}

function addCriteria(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<ModelCondition>,
): void {
  if (isAndCriteria(criteria)) {
    for (const item of criteria.allOf) {
      builder.andWhere(inner => addCriteria(inner, item));
    }
  } else if (isOrCriteria(criteria)) {
    for (const item of criteria.anyOf) {
      builder.orWhere(inner => addCriteria(inner, item));
    }
  } else if (isNotCriteria(criteria)) {
    builder.whereNot(inner => addCriteria(inner, criteria.not));
  } else {
    addCondition(builder, criteria);
  }
}

function addCondition(
  builder: Knex.QueryBuilder,
  condition: ModelCondition,
): void {
  const { field, values } = condition;
  if (!values.length) {
    builder.whereRaw('1 = 0');
  } else if (field === 'data_classification') {
    for (const value of values) {
      builder.orWhere(
        'models_models.data_classification',
        'like',
        `%|${value}|%`,
      );
    }
  } else {
    // Without COALESCE a missing owner would also be left out of "not owner".
    builder.whereRaw(
      `COALESCE(models_models.${field}, '') IN (${values
        .map(() => '?')
        .join(', ')})`,
      values,
    );
  }
}
