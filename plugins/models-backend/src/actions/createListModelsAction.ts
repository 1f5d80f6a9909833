import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  listModelsQuerySchema,
  MODEL_STAGES,
} from '@platform-ops/backstage-plugin-models-common';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ModelQueries } from '../database/ModelQueries';
import type { ModelAccess } from '../services/ModelAccess';

/**
 * Lets an agent find models.
 */
export function createListModelsAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: ModelAccess;
  models: ModelQueries;
}): void {
  const { actionsRegistry, access, models } = options;
  actionsRegistry.register({
    name: 'list-models',
    title: 'List models',
    description:
      'Finds machine learning models in the connected registries: which there are, who owns them, and which version is in which stage. Gives at most 50; narrow the filters when totalItems is larger.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          query: z
            .string()
            .max(200)
            .optional()
            .describe('Words in title, purpose, task or framework'),
          stage: z
            .enum(MODEL_STAGES)
            .optional()
            .describe('Only models of which a version holds this stage'),
          owner: z
            .string()
            .max(200)
            .optional()
            .describe(
              'Entity ref of the owner such as group:default/imaging-ai, or none',
            ),
          registry: z.string().max(63).optional().describe('Id of a registry'),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          models: z.array(
            z.object({
              entityRef: z.string(),
              title: z.string(),
              purpose: z.string().optional(),
              owner: z.string().optional(),
              riskTier: z.string().optional(),
              stages: z.array(
                z.object({ version: z.string(), stage: z.string() }),
              ),
              lastSyncedAt: z.string(),
              stale: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await models.list(
        parseInput(listModelsQuerySchema, { ...input, limit: 50 }),
        await access.criteria(credentials),
      );
      return {
        output: {
          totalItems: page.totalItems,
          models: page.items.map(item => ({
            entityRef: item.entityRef,
            title: item.title,
            purpose: item.purpose,
            owner: item.owner,
            riskTier: item.riskTier,
            stages: item.stagedVersions.map(({ version, stage }) => ({
              version,
              stage,
            })),
            lastSyncedAt: item.lastSyncedAt,
            stale: item.stale,
          })),
        },
      };
    },
  });
}
