import type { Moment } from '../../simulation/WorkloadSimulation';
import { rfc3339 } from '../metadata';
import { toInferenceService } from '../toInferenceService';
import type { AppliedRecord } from './AppliedRecord';

function conditionsOf(moment: Moment, record: AppliedRecord) {
  const { ready, starting, unreadySince } = moment;
  const since = unreadySince ?? record.createdAt;
  return ['WorkloadsReady', 'RouterReady', 'Ready'].map(type => ({
    type,
    status:
      ((type === 'RouterReady' || ready) && 'True') ||
      (starting && 'Unknown') ||
      'False',
    lastTransitionTime: rfc3339(since),
    ...(!ready &&
      type !== 'RouterReady' && {
        reason: starting ? 'Deploying' : 'MinimumReplicasUnavailable',
        message: starting
          ? 'The model is loaded.'
          : 'Deployment does not have minimum availability.',
      }),
  }));
}

/**
 * What KServe's controller says of a service that somebody applied.
 */
export function serviceStatus(record: AppliedRecord, moment: Moment): object {
  const { workload } = moment;
  const [model] = workload.models;
  if (!model.inferenceService) {
    const url = `https://${record.name}.${record.namespace}.example.com`;
    return {
      observedGeneration: record.generation,
      url,
      addresses: [{ url }],
      conditions: conditionsOf(moment, record),
    };
  }
  const { status } = toInferenceService({
    moment,
    model: { ...model, inferenceService: model.inferenceService },
    served: undefined,
  });
  return { ...(status as object), observedGeneration: record.generation };
}
