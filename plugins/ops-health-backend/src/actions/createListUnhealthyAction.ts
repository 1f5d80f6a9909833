import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { listHealthQuerySchema } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { FleetService } from '../services/FleetService';

/**
 * Lets an agent find what is not well.
 */
export function createListUnhealthyAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: CatalogAccess;
  fleet: FleetService;
}): void {
  const { actionsRegistry, access, fleet } = options;
  actionsRegistry.register({
    name: 'list-unhealthy',
    title: 'List unhealthy',
    description:
      'Lists services and models that are bad, in warning, or of which nothing is known, the worst first, each with the reason.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          states: z
            .array(z.enum(['bad', 'warning', 'unknown']))
            .optional()
            .describe('bad and warning unless told'),
          system: z
            .string()
            .max(400)
            .optional()
            .describe('Only of this system, such as system:default/web-shop'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          items: z.array(
            z.object({
              entityRef: z.string(),
              title: z.string(),
              state: z.string(),
              reason: z.string(),
              since: z.string().optional(),
              owner: z.string().optional(),
              system: z.string().optional(),
              stale: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const query = parseInput(listHealthQuerySchema, {
        state: input.states ?? ['bad', 'warning'],
        system: input.system,
        limit: input.limit ?? 20,
      });
      const { items, totalItems } = await fleet.list(
        query,
        await access.visibility(credentials),
      );
      return {
        output: {
          totalItems,
          items: items.map(item => ({
            entityRef: item.entityRef,
            title: item.title,
            state: item.state,
            reason: item.reason,
            since: item.since,
            owner: item.owner,
            system: item.system,
            stale: item.stale,
          })),
        },
      };
    },
  });
}
