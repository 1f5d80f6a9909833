import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { GateResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import type { ScorecardsService } from '@platform-ops/backstage-plugin-scorecards-node';
import { exampleOf } from '../context/exampleOf';
import { readWorkspaceFile } from '../context/readWorkspaceFile';
import { describeGate } from './describeGate';
import { firstEntityRef } from './firstEntityRef';

const ID = 'scorecard:gate';
const MOST_BYTES = 100_000;

/**
 * Asks whether an entity may go on, and stops the task where it may not.
 */
export function createScorecardGateAction(options: {
  scorecards: ScorecardsService;
  /** Of the portal's pages. */
  appUrl?: string;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Asks the scorecards whether an entity of the catalog, or one that a file of the workspace describes, may go on. Stops the task where it may not, unless told to warn.',
    examples: [
      exampleOf('Tell what stands in the way of a new service', {
        action: ID,
        id: 'gate',
        name: 'Ask the scorecards',
        input: {
          path: 'catalog-info.yaml',
          frameworks: [{ id: 'hipaa-security' }],
          onFailure: 'warn',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z
            .string()
            .regex(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/)
            .max(400)
            .describe(
              'kind:namespace/name; beside path: which of its documents is meant, the first unless told',
            )
            .optional(),
        path: z =>
          z
            .string()
            .min(1)
            .max(300)
            .describe('Catalog file of the workspace')
            .optional(),
        frameworks: z =>
          z
            .array(
              z
                .object({
                  id: z.string().min(1).max(80),
                  level: z.string().min(1).max(80).optional(),
                })
                .strict(),
            )
            .min(1)
            .max(20)
            .describe('Those that apply unless told')
            .optional(),
        onFailure: z =>
          z
            .enum(['stop', 'warn'])
            .describe('stop (unless told) ends the task')
            .optional(),
        detail: z =>
          z
            .enum(['short', 'full'])
            .describe(
              'What the log tells of each control that is not met: its verdict, or all. full unless told, with onFailure warn short',
            )
            .optional(),
      },
      output: {
        outcome: z => z.enum(['pass', 'fail', 'not-asked']),
        summary: z => z.string().describe('For a terminal'),
        comment: z => z.string().describe('Markdown'),
      },
    },
    async handler(ctx) {
      const { path, frameworks, onFailure = 'stop' } = ctx.input;
      if (ctx.input.entityRef === undefined && path === undefined) {
        throw new InputError(
          'entityRef, path: found neither; expected is one of them',
        );
      }
      const entity =
        path === undefined
          ? undefined
          : await readWorkspaceFile(ctx.workspacePath, path, {
              field: 'path',
              maxBytes: MOST_BYTES,
            });
      const entityRef =
        ctx.input.entityRef ?? (entity && firstEntityRef(entity));
      if (ctx.isDryRun) {
        const summary = `Would ask the scorecards about ${path ?? entityRef}`;
        ctx.logger.info(summary);
        ctx.output('outcome', 'not-asked');
        ctx.output('summary', summary);
        ctx.output('comment', summary);
        return;
      }
      let answer: GateResponse;
      try {
        answer = await options.scorecards.gate(
          {
            ...(entityRef !== undefined && { entityRef }),
            ...(entity !== undefined && { entity, file: path }),
            ...(frameworks && { frameworks }),
          },
          {
            credentials: await ctx.getInitiatorCredentials(),
            signal: ctx.signal,
          },
        );
      } catch (error) {
        ctx.signal?.throwIfAborted();
        if (onFailure === 'stop') {
          throw error;
        }
        const summary = `The scorecards could not be asked, so nothing is known: ${describeFailure(
          error,
        )}`;
        ctx.logger.warn(summary);
        ctx.output('outcome', 'not-asked');
        ctx.output('summary', summary);
        ctx.output('comment', summary);
        return;
      }
      const { detail = onFailure === 'warn' ? 'short' : 'full' } = ctx.input;
      const lines =
        detail === 'short'
          ? describeGate(answer, options.appUrl)
          : answer.text.trimEnd().split('\n');
      for (const line of lines) {
        ctx.logger.info(line);
      }
      ctx.output('outcome', answer.outcome);
      ctx.output('summary', answer.text);
      ctx.output('comment', answer.comment);
      // Whatever else it may be, it is no pass.
      if (answer.outcome !== 'pass' && onFailure === 'stop') {
        throw new InputError(
          `${answer.entityRef} may not go on: ${answer.frameworks
            .filter(({ outcome }) => outcome === 'fail')
            .map(({ title, because }) => `${title}: ${because}`)
            .join('; ')}`,
        );
      }
    },
  });
}
