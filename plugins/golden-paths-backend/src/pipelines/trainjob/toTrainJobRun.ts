import type {
  PipelineRun,
  RunState,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { z } from 'zod';
import { toParameters, toText, toTimestamp } from '../fields';

/** As much as is read of a TrainJob, `trainer.kubeflow.org/v1alpha1`. */
const trainJobSchema = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string().optional(),
    creationTimestamp: z.string().optional(),
  }),
  spec: z
    .object({
      runtimeRef: z.object({ name: z.string().optional() }).optional(),
      trainer: z
        .object({
          image: z.string().optional(),
          numNodes: z.number().optional(),
          numProcPerNode: z.union([z.number(), z.string()]).optional(),
        })
        .optional(),
    })
    .optional(),
  status: z
    .object({
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            message: z.string().optional(),
            lastTransitionTime: z.string().optional(),
          }),
        )
        .optional(),
      jobsStatus: z
        .array(
          z.object({
            name: z.string(),
            active: z.number().default(0),
            failed: z.number().default(0),
            ready: z.number().default(0),
            succeeded: z.number().default(0),
          }),
        )
        .optional(),
      trainerStatus: z
        .object({
          progressPercentage: z.number().optional(),
          metrics: z
            .array(z.object({ name: z.string(), value: z.string() }))
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

type TrainJob = z.infer<typeof trainJobSchema>;
type Status = NonNullable<TrainJob['status']>;
type JobStatus = NonNullable<Status['jobsStatus']>[number];

/** A TrainJob has one run: itself. */
export function toTrainJobRun(found: unknown, source: string): PipelineRun {
  const { data, error } = trainJobSchema.safeParse(found);
  if (!data) {
    const [{ path, message }] = error.issues;
    throw new Error(
      `The cluster answered with a TrainJob that is not understood, ${path.join(
        '.',
      )}: ${message}`,
    );
  }
  const { metadata, spec, status = {} } = data;
  const told = ['Failed', 'Complete', 'Suspended']
    .map(type => conditionOf(status, type))
    .find(Boolean);
  const isOver = told !== undefined && told.type !== 'Suspended';
  const { progressPercentage } = status.trainerStatus ?? {};
  const { trainer, runtimeRef } = spec ?? {};
  return {
    id: metadata.uid ?? metadata.name,
    source,
    type: 'trainjob',
    title: metadata.name,
    state: stateOf(told?.type, status),
    startedAt: toTimestamp(metadata.creationTimestamp),
    finishedAt: isOver ? toTimestamp(told.lastTransitionTime) : undefined,
    progress:
      progressPercentage === undefined
        ? undefined
        : Math.min(1, Math.max(0, progressPercentage / 100)),
    message: told?.type === 'Complete' ? undefined : toText(told?.message),
    steps: (status.jobsStatus ?? []).map(toStep),
    parameters: toParameters({
      runtime: runtimeRef?.name,
      image: trainer?.image,
      nodes: trainer?.numNodes,
      processesPerNode: trainer?.numProcPerNode,
    }),
    metrics: Object.fromEntries(
      (status.trainerStatus?.metrics ?? [])
        .map(({ name, value }) => [name, Number(value)] as const)
        .filter(([, value]) => Number.isFinite(value)),
    ),
  };
}

function conditionOf({ conditions = [] }: Status, type: string) {
  return conditions.find(
    condition => condition.type === type && condition.status === 'True',
  );
}

function stateOf(told: string | undefined, status: Status): RunState {
  if (told === 'Failed') {
    return 'failed';
  }
  if (told === 'Complete') {
    return 'succeeded';
  }
  const isActive =
    status.trainerStatus?.progressPercentage !== undefined ||
    status.jobsStatus?.some(({ ready, active }) => ready > 0 || active > 0);
  return told === 'Suspended' || !isActive ? 'pending' : 'running';
}

function toStep({
  name,
  active,
  failed,
  ready,
  succeeded,
}: JobStatus): RunStep {
  const isRunning = active > 0 && ready > 0;
  return {
    name,
    state:
      (failed > 0 && 'failed') ||
      (succeeded > 0 && active === 0 && 'succeeded') ||
      (isRunning && 'running') ||
      'pending',
  };
}
