import { Random } from '../../../random';
import { rfc3339 } from '../metadata';
import type { AppliedRecord, Manifest } from './AppliedRecord';

const SECOND = 1000;
/** Until the data and the base model are there. */
const INITIALIZING = 8 * SECOND;
const TRAINING_SECONDS = { shortest: 45, longest: 90 };

/**
 * How a TrainJob stands: first its initializers run, then it trains, with its
 * progress told as it goes on.
 */
export function trainJobStatus(
  record: AppliedRecord,
  { spec }: Manifest,
  now: number,
): object {
  const { createdAt, namespace, name } = record;
  if (spec.suspend) {
    return {
      conditions: [
        {
          type: 'Suspended',
          status: 'True',
          reason: 'TrainJobSuspended',
          message: 'TrainJob is suspended',
          lastTransitionTime: rfc3339(createdAt),
        },
      ],
    };
  }
  const { shortest, longest } = TRAINING_SECONDS;
  const random = Random.fromSeed(`trainjob/${namespace}/${name}/${createdAt}`);
  const length = random.between(shortest, longest) * SECOND;
  const loss = {
    first: random.between(1.8, 2.4),
    last: random.between(0.6, 1),
  };
  const initializers = ['dataset', 'model'].filter(
    each => spec.initializer?.[each],
  );
  const startsAt = createdAt + (initializers.length ? INITIALIZING : SECOND);
  const share = Math.min(1, Math.max(0, (now - startsAt) / length));
  const isOver = share === 1;
  const endsAt = startsAt + length;
  const isTraining = now >= startsAt;
  const job = (jobName: string, state: 'active' | 'succeeded' | 'waiting') => ({
    name: jobName,
    active: Number(state === 'active'),
    failed: 0,
    ready: Number(state !== 'waiting'),
    succeeded: Number(state === 'succeeded'),
    suspended: 0,
  });
  const current = loss.last + (loss.first - loss.last) * Math.exp(-4 * share);
  return {
    conditions: isOver
      ? [
          {
            type: 'Complete',
            status: 'True',
            reason: 'AllJobsCompleted',
            message: 'jobset completed successfully',
            lastTransitionTime: rfc3339(endsAt),
          },
        ]
      : [],
    jobsStatus: [
      ...initializers.map(each =>
        job(`${each}-initializer`, isTraining ? 'succeeded' : 'active'),
      ),
      job(
        'node',
        (isOver && 'succeeded') || (isTraining && 'active') || 'waiting',
      ),
    ],
    ...(isTraining && {
      trainerStatus: {
        progressPercentage: Math.floor(100 * share),
        estimatedRemainingSeconds: Math.ceil(((1 - share) * length) / SECOND),
        metrics: [
          { name: 'loss', value: current.toFixed(4) },
          { name: 'eval_loss', value: (current * 1.06).toFixed(4) },
        ],
        lastUpdatedTime: rfc3339(Math.min(now, endsAt)),
      },
    }),
  };
}
