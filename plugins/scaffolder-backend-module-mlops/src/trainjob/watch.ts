import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ClusterError,
  oneLine,
  type KubernetesClient,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ClusterAccess } from '../cluster/ClusterAccess';
import { ClusterWriter } from '../cluster/ClusterWriter';
import {
  onFailureField,
  timeoutMinutesField,
  toSeconds,
} from '../connections/fields';
import { exampleOf } from '../context/exampleOf';
import { pause } from '../context/pause';
import { signalOf } from '../context/signalOf';
import { clusterField, namespaceField } from '../kubernetes/fields';
import { readTrainJob, type TrainJobProgress } from './readTrainJob';

const ID = 'trainjob:watch';
const API_VERSION = 'trainer.kubeflow.org/v1alpha1';
const BETWEEN_LOOKS_MS = 5_000;
/** In a row; an API server may restart while somebody waits. */
const MOST_FAILURES = 10;
const MOST_OF_METRICS = 300;

/**
 * Waits until a TrainJob ended, and tells its progress meanwhile.
 */
export function createWatchTrainJobAction(options: {
  access: ClusterAccess;
  client: KubernetesClient;
  /** 5 s unless told. */
  betweenLooksMilliseconds?: number;
}) {
  const { betweenLooksMilliseconds = BETWEEN_LOOKS_MS } = options;
  return createTemplateAction({
    id: ID,
    description:
      'Waits until a TrainJob ended, and tells its progress and metrics as they come. Cancelling the task stops the waiting, not the job.',
    examples: [
      exampleOf('Wait for the fine-tuning', {
        action: ID,
        id: 'trained',
        name: 'Wait for the fine-tuning',
        input: {
          cluster: '${{ parameters.cluster }}',
          namespace: '${{ parameters.namespace }}',
          name: '${{ steps.job.output.name }}',
          timeoutMinutes: 240,
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        cluster: clusterField,
        namespace: namespaceField,
        name: z => z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/),
        timeoutMinutes: timeoutMinutesField,
        onFailure: onFailureField,
      },
      output: {
        state: z => z.enum(['succeeded', 'failed']),
        metrics: z => z.record(z.string()),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, name, onFailure = 'stop' } = ctx.input;
      options.access.check({ cluster, namespace }, ctx);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would watch the TrainJob ${namespace}/${name} on ${cluster}`,
        );
        ctx.output('state', 'succeeded');
        ctx.output('metrics', {});
        return;
      }
      const writer = await ClusterWriter.open(
        options.client,
        cluster,
        signalOf(ctx),
      );
      const placed = await writer.place(
        {
          place: 'input name',
          apiVersion: API_VERSION,
          kind: 'TrainJob',
          name,
          object: {},
        },
        namespace,
      );
      if (!placed) {
        throw new InputError(
          `cluster: ${cluster} serves no TrainJob of ${API_VERSION}; install Kubeflow Trainer`,
        );
      }
      const seconds = toSeconds(ctx.input.timeoutMinutes);
      const end = performance.now() + seconds * 1000;
      let told = '';
      for (let failures = 0; ; ) {
        const found = await writer.get(placed).catch(error => {
          failures++;
          if (!isPassing(error) || failures === MOST_FAILURES) {
            throw error;
          }
          return 'no answer' as const;
        });
        if (found === 'no answer') {
          await pause(betweenLooksMilliseconds, ctx.signal);
          continue;
        }
        failures = 0;
        if (!found) {
          throw new InputError(
            `name: found ${name}; ${cluster} has no TrainJob of that name in ${namespace}`,
          );
        }
        const progress = readTrainJob(found.status);
        const line = describe(progress);
        if (line !== told) {
          ctx.logger.info(`${name}: ${line}`);
          told = line;
        }
        if (progress.state === 'succeeded' || progress.state === 'failed') {
          ctx.output('state', progress.state);
          ctx.output('metrics', progress.metrics);
          if (progress.state === 'failed' && onFailure === 'stop') {
            throw new InputError(`The TrainJob ${namespace}/${name} ${line}`);
          }
          return;
        }
        if (performance.now() >= end) {
          throw new Error(
            `The TrainJob ${namespace}/${name} was watched for ${seconds} s, and still is ${line}`,
          );
        }
        await pause(betweenLooksMilliseconds, ctx.signal);
      }
    },
  });
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    ['unreachable', 'failed'].includes(error.kind)
  );
}

function describe({
  state,
  message,
  percent,
  remainingSeconds,
  metrics,
}: TrainJobProgress): string {
  const values = Object.entries(metrics).map(
    ([name, value]) => `${name} ${value}`,
  );
  return [
    state,
    percent !== undefined && `${percent} %`,
    remainingSeconds !== undefined && `about ${remainingSeconds} s left`,
    values.length > 0 && oneLine(values.join(', '), MOST_OF_METRICS),
    message && oneLine(message, MOST_OF_METRICS),
  ]
    .filter(Boolean)
    .join(', ');
}
