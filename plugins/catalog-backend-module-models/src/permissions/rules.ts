import type { Entity } from '@backstage/catalog-model';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  DATA_CLASSIFICATIONS,
  LABEL_REGISTRY,
  MODEL_PERMISSION_RULES,
  type HasClassificationParams,
  type InRegistryParams,
} from '@platform-ops/backstage-plugin-models-common';
import { z } from 'zod';

function classificationsOf(entity: Entity): unknown[] {
  const value = entity.spec?.dataClassification;
  return Array.isArray(value) ? value : [];
}

/**
 * Holds for entities that stand for something in one of the registries.
 */
export const inRegistryRule = createPermissionRule<
  typeof catalogEntityPermissionResourceRef,
  InRegistryParams
>({
  name: MODEL_PERMISSION_RULES.inRegistry,
  description: 'Allow models and datasets of the given registries',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    registries: z.array(z.string()).describe('Ids of registries'),
  }),
  apply: (entity, { registries }) =>
    registries.includes(entity.metadata.labels?.[LABEL_REGISTRY] ?? ''),
  toQuery: ({ registries }) => ({
    key: `metadata.labels.${LABEL_REGISTRY}`,
    values: registries,
  }),
});

/**
 * Holds for entities that carry at least one of the classifications.
 */
export const hasClassificationRule = createPermissionRule<
  typeof catalogEntityPermissionResourceRef,
  HasClassificationParams
>({
  name: MODEL_PERMISSION_RULES.hasClassification,
  description:
    'Allow models and datasets that carry at least one of the given data classifications',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    classifications: z
      .array(z.enum(DATA_CLASSIFICATIONS))
      .describe('Data classifications'),
  }),
  apply: (entity, { classifications }) =>
    classifications.some(classification =>
      classificationsOf(entity).includes(classification),
    ),
  toQuery: ({ classifications }) => ({
    key: 'spec.dataClassification',
    values: classifications,
  }),
});
