import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ConnectedClients } from '../connections/ConnectedClients';
import { pipelineConnectionField } from '../connections/fields';
import { checkpointKey } from '../context/checkpointKey';
import { exampleOf } from '../context/exampleOf';
import { refuseSecrets } from '../context/refuseSecrets';
import { runLink } from './links';

const ID = 'kfp:run:create';

/**
 * Starts a run of a pipeline.
 */
export function createRunAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Starts a run of an uploaded pipeline. A task that is tried again finds its run and starts no second one; its title ends with the id of the task and a mark of what was asked for.',
    examples: [
      exampleOf('Train a model', {
        action: ID,
        id: 'run',
        name: 'Start training',
        input: {
          connection: '${{ parameters.pipelineConnection }}',
          pipelineId: '${{ steps.pipeline.output.pipelineId }}',
          pipelineVersionId: '${{ steps.pipeline.output.pipelineVersionId }}',
          title: 'First training of ${{ parameters.name }}',
          experiment: '${{ parameters.name }}',
          parameters: { minimum_auc: 0.85 },
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: pipelineConnectionField,
        pipelineId: z => z.string().min(1).max(100),
        pipelineVersionId: z => z.string().min(1).max(100),
        title: z => z.string().min(1).max(150).describe('For people'),
        experiment: z =>
          z
            .string()
            .min(1)
            .max(100)
            .describe('Name; made where there is none')
            .optional(),
        parameters: z =>
          z.record(z.any()).describe('Of the pipeline').optional(),
        serviceAccount: z => z.string().min(1).max(253).optional(),
        pipelineRoot: z =>
          z.string().min(1).max(500).describe('For artefacts').optional(),
      },
      output: {
        runId: z => z.string(),
        title: z => z.string(),
        url: z => z.string(),
      },
    },
    async handler(ctx) {
      const { connection, pipelineId, pipelineVersionId } = ctx.input;
      const { client, uiUrl } = options.clients.kfp(connection, ctx);
      refuseSecrets(ctx, ctx.input);
      const key = checkpointKey(ID, { ...ctx.input, step: ctx.step?.id });
      // Of two runs of one task each has its own.
      const title = `${ctx.input.title} (${ctx.task.id}.${key.slice(-6)})`;
      ctx.output('title', title);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would start the run '${ctx.input.title}' on ${connection}`,
        );
        ctx.output('runId', 'dry-run');
        ctx.output('url', uiUrl);
        return;
      }
      const { signal } = ctx;
      const runId = await ctx.checkpoint({
        key,
        fn: async () => {
          // The portal may have stopped right after it started the run.
          const { items } = await client.listRuns({ title, signal });
          const known = items.find(
            run =>
              run.title === title &&
              run.pipelineVersionId === pipelineVersionId,
          );
          if (known) {
            ctx.logger.info(`The run was started before: ${known.id}`);
            return known.id;
          }
          const { experiment } = ctx.input;
          const run = await client.createRun({
            title,
            pipelineId,
            pipelineVersionId,
            experimentId:
              experiment === undefined
                ? undefined
                : (
                    await client.ensureExperiment(experiment, { signal })
                  ).id,
            parameters: ctx.input.parameters,
            serviceAccount: ctx.input.serviceAccount,
            pipelineRoot: ctx.input.pipelineRoot,
            signal,
          });
          ctx.logger.info(`Started the run ${run.id}`);
          return run.id;
        },
      });
      ctx.output('runId', runId);
      ctx.output('url', runLink(uiUrl, runId));
    },
  });
}
