import type { Workload } from '../../Workload';
import { counter, gauge, type Instrument } from '../Instrument';

/**
 * What Python's Prometheus client tells of its process.
 */
export function pythonProcess(workload: Workload): Instrument[] {
  return [
    gauge({
      name: 'python_info',
      help: 'Python platform information',
      series: [
        {
          labels: {
            implementation: 'CPython',
            major: '3',
            minor: '11',
            patchlevel: '9',
            version: '3.11.9',
          },
          value: () => 1,
        },
      ],
    }),
    gauge({
      name: 'process_resident_memory_bytes',
      help: 'Resident memory size in bytes.',
      series: [{ value: ({ memoryBytes }) => memoryBytes }],
    }),
    gauge({
      name: 'process_start_time_seconds',
      help: 'Start time of the process since unix epoch in seconds.',
      series: [{ value: ({ replica }) => replica!.processStartedAt / 1000 }],
    }),
    counter({
      name: 'process_cpu_seconds',
      help: 'Total user and system CPU time spent in seconds.',
      fractions: true,
      series: [
        {
          perRequest: () => workload.cpuSecondsPerRequest,
          perSecond: () => 0.01,
        },
      ],
    }),
    gauge({
      name: 'process_open_fds',
      help: 'Number of open file descriptors.',
      series: [{ value: ({ inFlight }) => 26 + inFlight }],
    }),
  ];
}
