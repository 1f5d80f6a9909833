import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { getHealthQuerySchema } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { HealthReader } from '../services/HealthReader';

const MOST_REASONS = 10;

/**
 * Lets an agent read the health of one entity.
 */
export function createGetHealthAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: CatalogAccess;
  health: HealthReader;
}): void {
  const { actionsRegistry, access, health } = options;
  actionsRegistry.register({
    name: 'get-health',
    title: 'Get health',
    description:
      'Reads the health of a service or model: its state (good, warning, bad, idle or unknown), why, the last value of each indicator with its limit, firing alerts and what runs.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(400)
            .describe('Such as component:default/checkout'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          title: z.string(),
          state: z.string(),
          since: z.string().optional(),
          stale: z.boolean(),
          reasons: z.array(
            z.object({
              state: z.string(),
              text: z.string(),
              since: z.string().optional(),
              environment: z.string().optional(),
            }),
          ),
          indicators: z.array(
            z.object({
              indicator: z.string(),
              environment: z.string(),
              value: z.number().optional(),
              observedAt: z.string(),
              limit: z.string().optional(),
              limitKept: z.boolean().optional(),
            }),
          ),
          alerts: z.array(
            z.object({
              name: z.string(),
              severity: z.string(),
              summary: z.string(),
            }),
          ),
          resources: z.array(
            z.object({
              kind: z.string(),
              name: z.string(),
              readiness: z.string(),
              text: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = parseInput(getHealthQuerySchema, input);
      const found = await health.get(
        entityRef,
        await access.visibility(credentials),
        // It tells no problems.
        { maySeeSources: false },
      );
      return {
        output: {
          entityRef: found.entityRef,
          title: found.title,
          state: found.state,
          since: found.since,
          stale: found.stale,
          reasons: found.reasons
            .slice(0, MOST_REASONS)
            .map(({ state, text, since, environment }) => ({
              state,
              text,
              since,
              environment,
            })),
          indicators: found.readings.map(reading => ({
            indicator: reading.indicator,
            environment: reading.environment,
            value: reading.value,
            observedAt: reading.observedAt,
            limit:
              reading.limit &&
              `${reading.limit.operator} ${reading.limit.value}`,
            limitKept: reading.limit?.kept,
          })),
          alerts: found.alerts.map(({ name, severity, summary }) => ({
            name,
            severity,
            summary,
          })),
          resources: found.resources.map(({ kind, name, readiness, text }) => ({
            kind,
            name,
            readiness,
            text,
          })),
        },
      };
    },
  });
}
