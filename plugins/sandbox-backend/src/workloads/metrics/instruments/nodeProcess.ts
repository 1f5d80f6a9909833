import type { Moment } from '../../simulation/WorkloadSimulation';
import type { Workload } from '../../Workload';
import { counter, gauge, type Instrument } from '../Instrument';

const NODE_VERSION = {
  version: 'v24.21.0',
  major: '24',
  minor: '21',
  patch: '0',
};
const CHANNEL_LAG = 5;

/** Lag of the event loop: it grows with the work at hand. */
function lag({ conditions, jitter }: Moment): number {
  const busy = conditions.load + conditions.slowness - 1;
  return (0.0102 + 0.004 * busy) * Math.exp(0.05 * jitter(CHANNEL_LAG));
}

/**
 * What prom-client's default metrics tell of a Node.js process.
 */
export function nodeProcess(workload: Workload): Instrument[] {
  const reading = (
    name: string,
    help: string,
    value: (moment: Moment) => number,
  ) => gauge({ name, help, series: [{ value }] });
  const cpu = (name: string, help: string, share: number) =>
    counter({
      name,
      help,
      fractions: true,
      series: [
        {
          perRequest: () => share * workload.cpuSecondsPerRequest,
          perSecond: () => share * 0.004,
        },
      ],
    });
  const heap = ({ memoryBytes }: Moment) =>
    Math.max(0, memoryBytes - 60_000_000);
  return [
    cpu(
      'process_cpu_user_seconds',
      'Total user CPU time spent in seconds.',
      0.85,
    ),
    cpu(
      'process_cpu_system_seconds',
      'Total system CPU time spent in seconds.',
      0.15,
    ),
    cpu(
      'process_cpu_seconds',
      'Total user and system CPU time spent in seconds.',
      1,
    ),
    reading(
      'process_start_time_seconds',
      'Start time of the process since unix epoch in seconds.',
      ({ replica }) => Math.floor(replica!.processStartedAt / 1000),
    ),
    reading(
      'process_resident_memory_bytes',
      'Resident memory size in bytes.',
      ({ memoryBytes }) => memoryBytes,
    ),
    reading(
      'process_open_fds',
      'Number of open file descriptors.',
      ({ inFlight }) => 24 + inFlight,
    ),
    reading(
      'nodejs_eventloop_lag_seconds',
      'Lag of event loop in seconds.',
      moment => lag(moment) / 10,
    ),
    reading(
      'nodejs_eventloop_lag_mean_seconds',
      'The mean of the recorded event loop delays.',
      lag,
    ),
    reading(
      'nodejs_eventloop_lag_p50_seconds',
      'The 50th percentile of the recorded event loop delays.',
      moment => lag(moment) * 0.99,
    ),
    reading(
      'nodejs_eventloop_lag_p90_seconds',
      'The 90th percentile of the recorded event loop delays.',
      moment => lag(moment) * 1.15,
    ),
    reading(
      'nodejs_eventloop_lag_p99_seconds',
      'The 99th percentile of the recorded event loop delays.',
      moment => lag(moment) * 1.9,
    ),
    reading(
      'nodejs_heap_size_total_bytes',
      'Process heap size from Node.js in bytes.',
      moment => Math.round(heap(moment) * 1.1),
    ),
    reading(
      'nodejs_heap_size_used_bytes',
      'Process heap size used from Node.js in bytes.',
      heap,
    ),
    reading(
      'nodejs_external_memory_bytes',
      'Node.js external memory size in bytes.',
      () => 3_400_000,
    ),
    gauge({
      name: 'nodejs_version_info',
      help: 'Node.js version info.',
      series: [{ labels: NODE_VERSION, value: () => 1 }],
    }),
  ];
}
