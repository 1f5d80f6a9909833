import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import {
  definitionOf,
  getSeriesQuerySchema,
  INDICATOR_IDS,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SeriesService } from '../services/SeriesService';

const LONGEST_HOURS = 24 * 14;
const POINTS = 60;

/**
 * Lets an agent read the course of an indicator.
 */
export function createQueryIndicatorAction(options: {
  actionsRegistry: ActionsRegistryService;
  access: CatalogAccess;
  series: SeriesService;
}): void {
  const { actionsRegistry, access, series } = options;
  actionsRegistry.register({
    name: 'query-indicator',
    title: 'Query indicator',
    description: `Reads the course of one indicator of a service or model over the last hours, about ${POINTS} points. Indicators: ${INDICATOR_IDS.join(
      ', ',
    )}, and those that people defined. get-health tells which an entity has.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(400)
            .describe('Such as component:default/checkout'),
          indicator: z.string().max(63),
          hours: z
            .number()
            .min(0.25)
            .max(LONGEST_HOURS)
            .optional()
            .describe('6 unless told'),
          environment: z.string().max(63).optional(),
        }),
      output: z =>
        z.object({
          indicator: z.string(),
          unit: z.string(),
          environment: z.string(),
          stepSeconds: z.number(),
          stale: z.boolean(),
          points: z.array(
            z.object({ at: z.string(), value: z.number().nullable() }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const now = Date.now();
      const query = parseInput(getSeriesQuerySchema, {
        entityRef: input.entityRef,
        indicator: [input.indicator],
        environment: input.environment,
        from: new Date(now - (input.hours ?? 6) * 3_600_000).toISOString(),
        to: new Date(now).toISOString(),
        points: POINTS,
      });
      const isVisible = await access.visibility(credentials);
      if (!isVisible(query.entityRef)) {
        throw new NotFoundError(`There is no entity ${query.entityRef}`);
      }
      const answer = await series.get(query);
      const [found] = answer.series;
      if (!found) {
        throw new NotFoundError(
          answer.failures[0]?.message ??
            `indicator: ${query.entityRef} has no ${input.indicator}; get-health tells which it has`,
        );
      }
      return {
        output: {
          indicator: found.indicator,
          unit: definitionOf(found).unit,
          environment: found.environment,
          stepSeconds: answer.stepSeconds,
          stale: found.stale,
          points: found.points.map(([time, value]) => ({
            at: new Date(time).toISOString(),
            value,
          })),
        },
      };
    },
  });
}
