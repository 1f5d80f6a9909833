import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { AlertStore } from '../database/AlertStore';
import type { ChangeStore } from '../database/ChangeStore';
import type { GpuHourStore } from '../database/GpuHourStore';
import type { QualityStore } from '../database/QualityStore';
import type { SloStore } from '../database/SloStore';
import type { StateStore } from '../database/StateStore';

/** 13 months: a year ago can be compared with. */
const KEEP_MS = 396 * 86_400_000;
/** Only the last day is ever looked at. */
const KEEP_GPU_HOURS_MS = 2 * 86_400_000;

/**
 * Removes what is too old, once a day.
 */
export async function schedulePruning(options: {
  scheduler: SchedulerService;
  slos: SloStore;
  states: StateStore;
  alerts: AlertStore;
  changes: ChangeStore;
  quality: QualityStore;
  gpuHours: GpuHourStore;
}): Promise<void> {
  await options.scheduler.scheduleTask({
    id: 'ops-health-prune',
    frequency: { days: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 10 },
    fn: async () => {
      const before = new Date(Date.now() - KEEP_MS);
      await options.slos.pruneHours(before);
      await options.states.pruneTransitions(before);
      await options.alerts.prune(before);
      await options.changes.prune(before);
      await options.quality.prune(before);
      await options.gpuHours.prune(new Date(Date.now() - KEEP_GPU_HOURS_MS));
    },
  });
}
