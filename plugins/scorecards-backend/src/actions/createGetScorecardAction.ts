import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { getScorecardsQuerySchema } from '@platform-ops/backstage-plugin-scorecards-common';
import type { ScorecardReader } from '../services/ScorecardReader';

/**
 * Lets an agent read how an entity stands.
 */
export function createGetScorecardAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: CatalogAccess;
  reader: ScorecardReader;
}): void {
  const { actionsRegistry, access, reader } = options;
  actionsRegistry.register({
    name: 'get-scorecard',
    title: 'Get scorecard',
    description:
      'Reads how a model, system, dataset or service stands in each compliance framework: level, score (0 to 1), and the verdict of each control with its reason. It is evidence for the framework, never a statement of compliance; not-evaluated means that nobody knows.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(400)
            .describe('Such as model:default/churn'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          scorecards: z.array(
            z.object({
              framework: z.string(),
              title: z.string(),
              scope: z.string(),
              level: z.string().optional(),
              score: z.number().optional(),
              controls: z.array(
                z.object({
                  id: z.string(),
                  title: z.string(),
                  verdict: z.string(),
                  reason: z.string().optional(),
                  obligation: z.string(),
                  upcoming: z.boolean(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = parseInput(getScorecardsQuerySchema, input);
      const { items } = await reader.get(
        entityRef,
        await access.visibility(credentials),
      );
      return {
        output: {
          entityRef,
          scorecards: items.map(item => ({
            framework: item.frameworkId,
            title: item.frameworkTitle,
            scope: item.scope,
            level: item.levelTitle,
            score: item.score,
            controls: item.controls.map(control => ({
              id: control.id,
              title: control.title,
              verdict: control.verdict,
              reason: control.reason,
              obligation: control.obligation,
              upcoming: control.isUpcoming,
            })),
          })),
        },
      };
    },
  });
}
