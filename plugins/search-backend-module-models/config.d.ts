import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /**
       * The models in the search.
       */
      models?: {
        /**
         * How often all models are indexed anew. By default every minute,
         * 15 seconds after the start for the first time, with a time-out of
         * ten minutes.
         * @visibility backend
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
