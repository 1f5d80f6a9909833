import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { parseInput } from '@platform-ops/backstage-plugin-platform-ops-node';
import {
  requestDecisionSchema,
  scorecardsDecisionRequestPermission,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { CallerReader } from '../decisions/Caller';
import type { DecisionService } from '../decisions/DecisionService';

/**
 * Lets an agent ask for an exemption on behalf of a person. Somebody else has
 * to decide, and never an agent.
 */
export function createRequestExemptionAction(options: {
  actionsRegistry: ActionsRegistryService;
  callers: CallerReader;
  decisionService: DecisionService;
}): void {
  const { actionsRegistry, callers, decisionService } = options;
  actionsRegistry.register({
    name: 'request-exemption',
    title: 'Request exemption',
    description:
      'Asks, on behalf of the user, that the failing of a control is accepted for some days (exemption), that it does not apply (not-applicable), or that something else does what an addressable control asks for (alternative). Nothing changes until another person approves it; agents cannot approve. Ask the user before.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          // Never a statement: that is signed in person.
          kind: z.enum(['exemption', 'not-applicable', 'alternative']),
          entityRef: z
            .string()
            .max(400)
            .describe('Such as model:default/churn'),
          framework: z.string().max(80).describe('Such as hipaa-security'),
          control: z.string().max(80).describe('Its id in that framework'),
          reason: z
            .string()
            .max(4000)
            .describe('Why, for the person who decides; 10 characters or more'),
          days: z
            .number()
            .int()
            .min(1)
            .max(366)
            .describe('For how long, from when it is approved'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          state: z.string(),
          requestedBy: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { framework, control, ...rest } = input;
      const { id, state, requestedBy } = await decisionService.request(
        parseInput(requestDecisionSchema, {
          ...rest,
          frameworkId: framework,
          controlId: control,
        }),
        await callers.person(credentials, scorecardsDecisionRequestPermission),
      );
      return { output: { id, state, requestedBy } };
    },
  });
}
