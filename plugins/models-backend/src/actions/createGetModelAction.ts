import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import { modelsByRefsRequestSchema } from '@platform-ops/backstage-plugin-models-common';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ModelQueries } from '../database/ModelQueries';
import type { VersionQueries } from '../database/VersionQueries';
import type { ModelAccess } from '../services/ModelAccess';

const NEWEST_VERSIONS = 20;

/**
 * Lets an agent read a model and its newest versions.
 */
export function createGetModelAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: ModelAccess;
  models: ModelQueries;
  versions: VersionQueries;
}): void {
  const { actionsRegistry, access, models, versions } = options;
  actionsRegistry.register({
    name: 'get-model',
    title: 'Get model',
    description: `Reads one machine learning model: what it is for, its limits, risk and owner, and its ${NEWEST_VERSIONS} newest versions with stage, aliases and metrics.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(500)
            .describe('Such as model:production/churn, from list-models'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          title: z.string(),
          description: z.string().optional(),
          owner: z.string().optional(),
          system: z.string().optional(),
          task: z.string().optional(),
          license: z.string().optional(),
          riskTier: z.string().optional(),
          intendedUse: z.string().optional(),
          limitations: z.string().optional(),
          versionCount: z.number(),
          versions: z.array(
            z.object({
              version: z.string(),
              stage: z.string().optional(),
              aliases: z.array(z.string()),
              createdAt: z.string().optional(),
              metrics: z.array(
                z.object({
                  name: z.string(),
                  value: z.number().optional(),
                  split: z.string().optional(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRefs } = parseInput(modelsByRefsRequestSchema, {
        entityRefs: [input.entityRef],
      });
      const [summary] = await models.getByRefs(
        entityRefs,
        await access.criteria(credentials),
      );
      if (!summary) {
        throw new NotFoundError(
          `entityRef: there is no model '${input.entityRef}' that you may see; list-models gives the refs`,
        );
      }
      const model = await access.getModel(summary.id, credentials);
      const page = await versions.list(model, {
        sort: 'version',
        order: 'desc',
        limit: NEWEST_VERSIONS,
      });
      return {
        output: {
          entityRef: model.entityRef,
          title: model.title,
          description: model.description?.slice(0, 10_000),
          owner: model.owner,
          system: model.system,
          task: model.task,
          license: model.license,
          riskTier: model.riskTier,
          intendedUse: model.intendedUse,
          limitations: model.limitations,
          versionCount: model.versionCount,
          versions: page.items.map(item => ({
            version: item.version,
            stage: item.stage,
            aliases: item.aliases,
            createdAt: item.createdAt,
            metrics: item.metrics.map(metric => ({
              name: metric.name,
              value: metric.value,
              split: metric.dataset?.split,
            })),
          })),
        },
      };
    },
  });
}
