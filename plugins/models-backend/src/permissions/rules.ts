import { z } from 'zod';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  DATA_CLASSIFICATIONS,
  MODEL_PERMISSION_RULES,
  RESOURCE_TYPE_MODEL,
  type ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import type { ModelCondition } from './filters';

/**
 * Models as a resource of permission decisions; referred to by entity ref.
 */
export const modelPermissionResourceRef = createPermissionResourceRef<
  ModelSummary,
  ModelCondition
>().with({ pluginId: 'models', resourceType: RESOURCE_TYPE_MODEL });

const isOwner = createPermissionRule({
  name: MODEL_PERMISSION_RULES.isOwner,
  description: 'Models that one of the claims owns',
  resourceRef: modelPermissionResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Full entity refs, in lower case'),
  }),
  apply: (model, { claims }) => claims.includes(model.owner ?? ''),
  toQuery: ({ claims }) => ({ field: 'owner', values: claims }),
});

const inRegistry = createPermissionRule({
  name: MODEL_PERMISSION_RULES.inRegistry,
  description: 'Models of one of the registries',
  resourceRef: modelPermissionResourceRef,
  paramsSchema: z.object({
    registries: z.array(z.string()).describe('Ids of registries'),
  }),
  apply: (model, { registries }) => registries.includes(model.registryId),
  toQuery: ({ registries }) => ({ field: 'registry_id', values: registries }),
});

const hasClassification = createPermissionRule({
  name: MODEL_PERMISSION_RULES.hasClassification,
  description: 'Models that carry data of one of the classes',
  resourceRef: modelPermissionResourceRef,
  paramsSchema: z.object({
    classifications: z
      .array(z.enum(DATA_CLASSIFICATIONS))
      .describe('Data classifications'),
  }),
  apply: (model, { classifications }) =>
    model.dataClassification.some(item => classifications.includes(item)),
  toQuery: ({ classifications }) => ({
    field: 'data_classification',
    values: classifications,
  }),
});

/**
 * The rules that policies can narrow `models.model.read` with.
 */
export const modelPermissionRules = [isOwner, inRegistry, hasClassification];
