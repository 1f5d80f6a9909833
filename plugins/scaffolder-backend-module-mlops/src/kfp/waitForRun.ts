import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { KfpRun } from '@platform-ops/mlops-clients';
import type { ConnectedClients } from '../connections/ConnectedClients';
import {
  onFailureField,
  pipelineConnectionField,
  timeoutMinutesField,
  toSeconds,
} from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { runLink } from './links';

const ID = 'kfp:run:wait';
const MOST_OF_REASONS = 1000;
const MOST_OF_NAME = 200;

/**
 * Waits until a run ended, and tells its steps meanwhile.
 */
export function createWaitForRunAction(options: { clients: ConnectedClients }) {
  return createTemplateAction({
    id: ID,
    description:
      'Waits until a run of a pipeline ended, and tells each step as it goes. Cancelling the task stops the waiting, not the run.',
    examples: [
      exampleOf('Wait for the training', {
        action: ID,
        id: 'trained',
        name: 'Wait for the training',
        input: {
          connection: '${{ parameters.pipelineConnection }}',
          runId: '${{ steps.run.output.runId }}',
          timeoutMinutes: 30,
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        connection: pipelineConnectionField,
        runId: z => z.string().min(1).max(100),
        timeoutMinutes: timeoutMinutesField,
        onFailure: onFailureField,
      },
      output: {
        state: z => z.string().describe('As Kubeflow Pipelines calls it'),
        url: z => z.string(),
        mlflowExperimentId: z => z.string().optional(),
        mlflowRunId: z => z.string().optional(),
      },
    },
    async handler(ctx) {
      const { connection, runId, onFailure = 'stop' } = ctx.input;
      const { client, uiUrl } = options.clients.kfp(connection, ctx);
      const url = runLink(uiUrl, runId);
      ctx.output('url', url);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would wait for the run on ${connection}`);
        ctx.output('state', 'SUCCEEDED');
        return;
      }
      const told = new Map<string, string>();
      const run = await client.waitForRun(runId, {
        signal: ctx.signal,
        timeoutSeconds: toSeconds(ctx.input.timeoutMinutes),
        onProgress: seen => {
          for (const line of describeNews(seen, told)) {
            ctx.logger.info(line);
          }
        },
      });
      ctx.output('state', run.state);
      if (run.mlflow) {
        ctx.output('mlflowExperimentId', run.mlflow.experimentId);
        ctx.output('mlflowRunId', run.mlflow.runId);
      }
      if (run.state !== 'SUCCEEDED') {
        const failure = describeEnd(run, url);
        if (onFailure === 'stop') {
          throw new InputError(failure);
        }
        ctx.logger.warn(failure);
      }
    },
  });
}

/** @param told - The state of each step that was told last; grows. */
function describeNews(run: KfpRun, told: Map<string, string>): string[] {
  return [
    ...run.tasks.map(({ id, name, state }) => ({ id, name, state })),
    { id: run.id, name: `Run ${run.title}`, state: run.state },
  ]
    .filter(({ id, state }) => told.get(id) !== state)
    .map(({ id, name, state }) => {
      told.set(id, state);
      return `${oneLine(name, MOST_OF_NAME)}: ${state.toLowerCase()}`;
    });
}

function describeEnd(run: KfpRun, url: string): string {
  const failed = run.tasks.filter(({ state }) => state === 'FAILED');
  const reasons = [
    ...failed.map(
      ({ name, message }) => `${name}${message ? `: ${message}` : ''}`,
    ),
    ...(run.message ? [run.message] : []),
  ];
  return `The run ended as ${run.state.toLowerCase()}${
    reasons.length ? ` at ${oneLine(reasons.join('; '), MOST_OF_REASONS)}` : ''
  } (${url})`;
}
