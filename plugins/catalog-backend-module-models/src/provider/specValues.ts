import { stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { RelationField } from '@platform-ops/backstage-plugin-models-common';
import { parseRelationRef } from '../model/parseRelationRef';

/** Longer texts are shown by the models pages; the catalog carries the start. */
const MAX_TEXT_LENGTH = 500;

/**
 * The given fields without those that are empty, texts cut to what the catalog
 * carries well.
 */
export function compactSpec(
  fields: Record<string, JsonValue | undefined>,
): JsonObject {
  const spec: JsonObject = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined || value === '') {
      continue;
    }
    if (Array.isArray(value) && value.length === 0) {
      continue;
    }
    spec[field] =
      typeof value === 'string' && value.length > MAX_TEXT_LENGTH
        ? `${value.slice(0, MAX_TEXT_LENGTH - 1)}…`
        : value;
  }
  return spec;
}

/**
 * Those of the refs that the catalog accepts in the field. A registry holds
 * free text; the models backend lists what it could not read as a problem of
 * the model, and the entity must not fail for it.
 */
export function acceptedRefs(
  relationFields: RelationField[],
  field: string,
  refs: string[],
): string[] {
  const relationField = relationFields.find(each => each.field === field);
  if (!relationField) {
    return [];
  }
  const accepted = refs.flatMap(ref => {
    const parsed = parseRelationRef(ref, relationField);
    return parsed ? [stringifyEntityRef(parsed)] : [];
  });
  return [...new Set(accepted)];
}
