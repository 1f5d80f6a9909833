import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 30 },
  timeout: { minutes: 10 },
  // The catalog and the models backend answer a moment after they started.
  initialDelay: { seconds: 3 },
};

/**
 * How often the registries' changes are read: `catalog.providers.models`.
 */
export function readSchedule(
  rootConfig: Config,
): SchedulerServiceTaskScheduleDefinition {
  const config = rootConfig.getOptionalConfig(
    'catalog.providers.models.schedule',
  );
  return config
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(config)
    : DEFAULT_SCHEDULE;
}
