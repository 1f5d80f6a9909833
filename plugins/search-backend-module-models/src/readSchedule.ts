import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 10 },
  // The first sync of the registries should be over by then.
  initialDelay: { seconds: 15 },
};

/**
 * How often the models are indexed: `search.collators.models`.
 */
export function readSchedule(
  rootConfig: Config,
): SchedulerServiceTaskScheduleDefinition {
  const config = rootConfig.getOptionalConfig(
    'search.collators.models.schedule',
  );
  return config
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(config)
    : DEFAULT_SCHEDULE;
}
