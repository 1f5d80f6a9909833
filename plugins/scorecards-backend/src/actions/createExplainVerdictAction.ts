import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import { explainControlQuerySchema } from '@platform-ops/backstage-plugin-scorecards-common';
import type { CallerReader } from '../decisions/Caller';
import type { ControlExplainer } from '../services/ControlExplainer';

const MOST_INTERVALS = 10;

/**
 * Lets an agent read why a control says what it says.
 */
export function createExplainVerdictAction(options: {
  actionsRegistry: ActionsRegistryService;
  callers: CallerReader;
  explainer: ControlExplainer;
}): void {
  const { actionsRegistry, callers, explainer } = options;
  actionsRegistry.register({
    name: 'explain-verdict',
    title: 'Explain verdict',
    description:
      'Reads why a control of a framework says what it says of an entity: what it asks, each check with what is expected and what is, where the facts come from, how to fix it, and how it stood before.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          framework: z.string().max(80).describe('Such as hipaa-security'),
          control: z.string().max(80).describe('Its id in that framework'),
          entityRef: z
            .string()
            .max(400)
            .describe('Such as model:default/churn'),
        }),
      output: z =>
        z.object({
          asks: z.string(),
          citation: z.string(),
          verdict: z.string(),
          reason: z.string().optional(),
          since: z.string(),
          checks: z.array(
            z.object({
              title: z.string(),
              verdict: z.string(),
              expected: z.string(),
              actual: z.string().optional(),
              reason: z.string().optional(),
              fix: z.string(),
              facts: z.array(
                z.object({
                  type: z.string(),
                  source: z.string(),
                  query: z.string(),
                  population: z.number(),
                  collectedAt: z.string(),
                  expired: z.boolean(),
                }),
              ),
            }),
          ),
          history: z.array(
            z.object({
              verdict: z.string(),
              from: z.string(),
              to: z.string().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { entityRef } = parseInput(explainControlQuerySchema, {
        entityRef: input.entityRef,
      });
      const { control, result, checks, history } = await explainer.explain(
        input.framework,
        input.control,
        entityRef,
        await callers.read(credentials),
      );
      return {
        output: {
          asks: control.summary,
          citation: control.citation,
          verdict: result.verdict,
          reason: result.reason,
          since: result.since,
          checks: checks.map(check => ({
            title: check.title,
            verdict: check.verdict,
            expected: check.expected,
            actual: check.actual,
            reason: check.reason,
            fix: check.fix.text,
            facts: check.facts.map(fact => ({
              type: fact.type,
              source: fact.source,
              query: fact.query,
              population: fact.population,
              collectedAt: fact.collectedAt,
              expired: fact.expired,
            })),
          })),
          history: history
            .slice(0, MOST_INTERVALS)
            .map(({ verdict, from, to }) => ({ verdict, from, to })),
        },
      };
    },
  });
}
