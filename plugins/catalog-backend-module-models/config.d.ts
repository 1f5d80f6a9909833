import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * The entities that stand for models and datasets in the registries of
       * `models.registries`.
       */
      models?: {
        /**
         * How often the changes of each registry are read. By default every 30
         * seconds with a time-out of 10 minutes.
         * @visibility backend
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
