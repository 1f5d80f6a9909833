import type {
  PipelineRun,
  PipelinesResponse,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { minutesAgo } from './time';

const KFP = 'kfp:sandbox/chest-xray-triage';
const TRAIN_JOB = 'trainjob:sandbox/imaging/chest-xray';

function exampleRuns(): PipelineRun[] {
  return [
    {
      id: 'run-3',
      source: KFP,
      type: 'kfp',
      title: 'chest-xray-triage 3',
      state: 'running',
      startedAt: minutesAgo(2),
      progress: 0.5,
      url: 'https://kubeflow.example.org/runs/run-3',
      steps: [
        {
          name: 'prepare data',
          state: 'succeeded',
          startedAt: minutesAgo(2),
          finishedAt: minutesAgo(1.5),
        },
        { name: 'train', state: 'running', startedAt: minutesAgo(1.5) },
        { name: 'evaluate', state: 'pending' },
        { name: 'register', state: 'pending' },
      ],
      parameters: { minimum_metric: 0.9 },
      metrics: {},
    },
    {
      id: 'run-2',
      source: KFP,
      type: 'kfp',
      title: 'chest-xray-triage 2',
      state: 'failed',
      message: 'The evaluation reached 0.88; the gate asks for 0.9',
      startedAt: minutesAgo(60),
      finishedAt: minutesAgo(54),
      mlflowRun: {
        experimentId: '1',
        runId: 'abc',
        url: 'https://mlflow.example.org/#/experiments/1/runs/abc',
      },
      steps: [
        {
          name: 'evaluate',
          state: 'failed',
          startedAt: minutesAgo(55),
          finishedAt: minutesAgo(54),
          message: 'below the gate',
        },
        { name: 'register', state: 'skipped' },
      ],
      parameters: { minimum_metric: 0.9, data: 'chest-xray-2025' },
      metrics: { accuracy: 0.88 },
    },
    {
      id: 'job-1',
      source: TRAIN_JOB,
      type: 'trainjob',
      title: 'chest-xray',
      state: 'running',
      startedAt: minutesAgo(30),
      progress: 0.75,
      steps: [],
      parameters: {},
      metrics: {},
    },
  ];
}

/** Runs of the example; where it is stale, the pipelines do not answer. */
export function examplePipelines(isStale: boolean): PipelinesResponse {
  return {
    sources: [
      {
        id: KFP,
        type: 'kfp',
        title: 'Pipelines of the sandbox',
        state: isStale ? 'failing' : 'ok',
        ...(isStale && { error: 'no answer within 10 s' }),
        observedAt: minutesAgo(isStale ? 60 : 0),
      },
      {
        id: TRAIN_JOB,
        type: 'trainjob',
        title: 'TrainJob chest-xray',
        state: 'ok',
        observedAt: minutesAgo(0),
      },
    ],
    runs: exampleRuns(),
  };
}
