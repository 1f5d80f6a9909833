import type {
  PipelineRun,
  RunState,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { z } from 'zod';
import { toLink, toParameters, toText, toTimestamp } from '../../fields';

/** As much as is read of GitHub's `workflow-run`. */
const runSchema = z.object({
  id: z.number(),
  name: z.string().nullish(),
  run_number: z.number(),
  run_attempt: z.number().optional(),
  event: z.string().optional(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string().optional(),
  html_url: z.string().optional(),
  created_at: z.string().optional(),
  run_started_at: z.string().optional(),
  updated_at: z.string().optional(),
});

/** As much as is read of GitHub's `job`. */
const jobSchema = z.object({
  name: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
});

export const runsSchema = z.object({ workflow_runs: z.array(runSchema) });
export const jobsSchema = z.object({ jobs: z.array(jobSchema) });

const CONCLUSIONS: Record<string, RunState> = {
  success: 'succeeded',
  failure: 'failed',
  timed_out: 'failed',
  startup_failure: 'failed',
  action_required: 'pending',
  cancelled: 'canceled',
  stale: 'canceled',
  skipped: 'skipped',
  // It ended, and says neither.
  neutral: 'unknown',
};
const STATUSES: Record<string, RunState> = {
  in_progress: 'running',
  queued: 'pending',
  requested: 'pending',
  waiting: 'pending',
  pending: 'pending',
};

function stateOf({
  status,
  conclusion,
}: {
  status?: string | null;
  conclusion?: string | null;
}): RunState {
  return (
    (status === 'completed'
      ? CONCLUSIONS[conclusion ?? '']
      : STATUSES[status ?? '']) ?? 'unknown'
  );
}

/** Titles of commits are left out: not all who see the entity may read them. */
export function toRun(
  run: z.infer<typeof runSchema>,
  source: string,
): PipelineRun {
  return {
    id: String(run.id),
    source,
    type: 'ci',
    title: `${toText(run.name) ?? 'Workflow'} #${run.run_number}`,
    state: stateOf(run),
    startedAt: toTimestamp(run.run_started_at ?? run.created_at),
    finishedAt:
      run.status === 'completed' ? toTimestamp(run.updated_at) : undefined,
    url: toLink(run.html_url),
    steps: [],
    parameters: toParameters({
      branch: run.head_branch ?? undefined,
      commit: run.head_sha,
      event: run.event,
      attempt: run.run_attempt,
    }),
    metrics: {},
  };
}

export function toStep(job: z.infer<typeof jobSchema>): RunStep {
  return {
    name: toText(job.name) ?? 'job',
    state: stateOf(job),
    startedAt: toTimestamp(job.started_at),
    finishedAt: toTimestamp(job.completed_at),
  };
}
