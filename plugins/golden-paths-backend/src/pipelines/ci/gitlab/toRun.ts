import type {
  PipelineRun,
  RunState,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { z } from 'zod';
import { toLink, toParameters, toText, toTimestamp } from '../../fields';

/** As much as is read of a pipeline in GitLab's list. */
const pipelineSchema = z.object({
  id: z.number(),
  status: z.string(),
  source: z.string().nullish(),
  ref: z.string().nullish(),
  sha: z.string().nullish(),
  web_url: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});

const jobSchema = z.object({
  name: z.string(),
  status: z.string(),
  started_at: z.string().nullish(),
  finished_at: z.string().nullish(),
  failure_reason: z.string().nullish(),
});

export const pipelinesSchema = z.array(pipelineSchema);
export const jobsSchema = z.array(jobSchema);

const STATES: Record<string, RunState> = {
  created: 'pending',
  waiting_for_resource: 'pending',
  preparing: 'pending',
  pending: 'pending',
  scheduled: 'pending',
  manual: 'pending',
  running: 'running',
  canceling: 'running',
  success: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'skipped',
};
const ENDED: RunState[] = ['succeeded', 'failed', 'canceled', 'skipped'];

export function toRun(
  pipeline: z.infer<typeof pipelineSchema>,
  source: string,
): PipelineRun {
  const state = STATES[pipeline.status] ?? 'unknown';
  return {
    id: String(pipeline.id),
    source,
    type: 'ci',
    title: `Pipeline #${pipeline.id}`,
    state,
    startedAt: toTimestamp(pipeline.created_at),
    finishedAt: ENDED.includes(state)
      ? toTimestamp(pipeline.updated_at)
      : undefined,
    url: toLink(pipeline.web_url),
    steps: [],
    parameters: toParameters({
      branch: pipeline.ref ?? undefined,
      commit: pipeline.sha ?? undefined,
      event: pipeline.source ?? undefined,
    }),
    metrics: {},
  };
}

export function toStep(job: z.infer<typeof jobSchema>): RunStep {
  return {
    name: toText(job.name) ?? 'job',
    state: STATES[job.status] ?? 'unknown',
    startedAt: toTimestamp(job.started_at),
    finishedAt: toTimestamp(job.finished_at),
    message: toText(job.failure_reason),
  };
}
