import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  parseInput,
  type CatalogAccess,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { gateRequestSchema } from '@platform-ops/backstage-plugin-scorecards-common';
import type { GateService } from '../gate/GateService';

const MOST_CONTROLS = 20;

/**
 * Lets an agent read what an entity lacks for a level.
 */
export function createWhatIsMissingAction(options: {
  actionsRegistry: ActionsRegistryService;
  previewAccess: CatalogAccess;
  gate: GateService;
}): void {
  const { actionsRegistry, previewAccess, gate } = options;
  actionsRegistry.register({
    name: 'what-is-missing',
    title: 'What is missing',
    description:
      'Reads what stands between an entity and a level of a compliance framework, what weighs most first: what is expected, what was found, what to do, and who has to act. Only controls that gate count: those in force whose text is verified or accepted. What is unknown never counts as met.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .max(400)
            .describe('Such as model:default/churn'),
          framework: z.string().max(80).describe('Such as hipaa-security'),
          level: z
            .string()
            .max(80)
            .optional()
            .describe('Its id in that framework; the lowest unless told'),
        }),
      output: z =>
        z.object({
          outcome: z.string(),
          because: z.string(),
          level: z.string().optional(),
          requiredLevel: z.string(),
          score: z.number().optional(),
          requiredScore: z.number(),
          missing: z.array(
            z.object({
              control: z.string(),
              title: z.string(),
              verdict: z.string(),
              critical: z.boolean(),
              reason: z.string().optional(),
              toDo: z.array(z.string()),
              toBeStated: z.string().optional(),
              /** One person asks for the statement, another one approves it. */
              byTwoPeople: z.boolean().optional(),
              metAt: z.string(),
              who: z.array(z.string()),
            }),
          ),
          /** How many there are besides. */
          more: z.number(),
        }),
    },
    action: async ({ input, credentials }) => {
      const request = parseInput(gateRequestSchema, {
        entityRef: input.entityRef,
        frameworks: [{ id: input.framework, level: input.level }],
      });
      const isVisible = await previewAccess.visibility(credentials);
      const answer = await gate.evaluate(request, { credentials, isVisible });
      const [judged] = answer.frameworks;
      const missing = judged.blocking.slice(0, MOST_CONTROLS);
      return {
        output: {
          outcome: judged.outcome,
          because: judged.because,
          level: judged.level,
          requiredLevel: judged.requiredLevel,
          score: judged.score,
          requiredScore: judged.requiredScore,
          missing: missing.map(control => ({
            control: control.controlId,
            title: control.title,
            verdict: control.verdict,
            critical: control.critical,
            reason: control.reason,
            toDo: control.checks.map(({ fix }) => fix.text),
            toBeStated: control.asks,
            byTwoPeople: control.fourEyes,
            metAt: control.metAt,
            who: control.who,
          })),
          more: judged.blocking.length - missing.length,
        },
      };
    },
  });
}
