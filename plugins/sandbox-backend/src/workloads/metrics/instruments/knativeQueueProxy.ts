import type { Conditions } from '../../simulation/Conditions';
import type { Spread } from '../../simulation/lognormal';
import { revisionName } from '../../simulation/Timeline';
import type { Moment } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';
import { gauge, histogram, plainCounter, type Instrument } from '../Instrument';
import { failed, latencyOf, latencyOfErrors, ok } from './spreads';

/** In milliseconds. */
const BOUNDS = [
  5, 10, 20, 40, 60, 80, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700,
  800, 900, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000,
];

function inMilliseconds(
  spread: (conditions: Conditions) => Spread,
): (conditions: Conditions) => Spread {
  return conditions => {
    const { median, sigma } = spread(conditions);
    return { median: median * 1000, sigma };
  };
}

/**
 * Knative's queue-proxy in front of a predictor. It counts requests by their
 * response code, whatever server is behind it.
 */
export function knativeQueueProxy(workload: Workload): Instrument[] {
  const about = ({ replica, revision }: Moment) => ({
    configuration_name: `${workload.name}-predictor`,
    container_name: 'queue-proxy',
    namespace_name: workload.namespace,
    pod_name: replica?.pod ?? '',
    revision_name: revisionName(workload, revision),
    service_name: `${workload.name}-predictor`,
  });
  const answered = (code: string) => (moment: Moment) => ({
    ...about(moment),
    response_code: code,
    response_code_class: `${code[0]}xx`,
  });
  return [
    plainCounter({
      name: 'revision_request_count',
      help: 'The number of requests that are routed to queue-proxy',
      series: [
        { labels: answered('200'), perRequest: ok(1) },
        { labels: answered('500'), perRequest: failed(1) },
      ],
    }),
    histogram({
      name: 'revision_request_latencies',
      help: 'The response time in millisecond',
      bounds: BOUNDS,
      series: [
        {
          labels: answered('200'),
          perRequest: ok(1),
          spread: inMilliseconds(latencyOf(workload)),
        },
        {
          labels: answered('500'),
          perRequest: failed(1),
          spread: inMilliseconds(latencyOfErrors(workload)),
        },
      ],
    }),
    gauge({
      name: 'revision_queue_depth',
      help: 'The current number of items in the serving and waiting queue',
      series: [{ labels: about, value: ({ inFlight }) => inFlight }],
    }),
  ];
}
