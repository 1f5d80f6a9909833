import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { isRecord } from '../manifests/parseManifests';

/** They become an output, which the scaffolder keeps. */
const MOST_METRICS = 100;
const LONGEST_METRIC = 200;

/** How far a job is. */
export interface TrainJobProgress {
  state: 'pending' | 'running' | 'suspended' | 'succeeded' | 'failed';
  /** What the controller says about it. */
  message?: string;
  percent?: number;
  remainingSeconds?: number;
  /** As the trainer wrote them. */
  metrics: Record<string, string>;
}

/**
 * @param status - Of a TrainJob, `trainer.kubeflow.org/v1alpha1`.
 */
export function readTrainJob(status: unknown): TrainJobProgress {
  const fields = isRecord(status) ? status : {};
  const conditions = listOf(fields.conditions);
  const holds = (type: string) =>
    conditions.find(
      condition => condition.type === type && condition.status === 'True',
    );
  const trainer = isRecord(fields.trainerStatus) ? fields.trainerStatus : {};
  const failed = holds('Failed');
  const complete = holds('Complete');
  const suspended = holds('Suspended');
  const isActive =
    trainer.progressPercentage !== undefined ||
    listOf(fields.jobsStatus).some(({ active }) => Number(active) > 0);
  const told = failed ?? complete ?? suspended;
  return {
    state:
      (failed && 'failed') ||
      (complete && 'succeeded') ||
      (suspended && 'suspended') ||
      (isActive ? 'running' : 'pending'),
    ...(typeof told?.message === 'string' &&
      told.message && { message: told.message }),
    ...(typeof trainer.progressPercentage === 'number' && {
      percent: trainer.progressPercentage,
    }),
    ...(typeof trainer.estimatedRemainingSeconds === 'number' && {
      remainingSeconds: trainer.estimatedRemainingSeconds,
    }),
    metrics: Object.fromEntries(
      listOf(trainer.metrics)
        .slice(0, MOST_METRICS)
        .map(({ name, value }) => [
          oneLine(String(name), LONGEST_METRIC),
          oneLine(String(value), LONGEST_METRIC),
        ]),
    ),
  };
}

function listOf(value: unknown): Array<Record<string, unknown>> {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
