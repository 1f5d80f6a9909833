import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    frameworks?: {
      /**
       * Ids of frameworks that are not evaluated, e.g. `nist-ai-rmf`.
       */
      disabled?: string[];
    };
    /**
     * Paths of your own files of frameworks and checks, from the folder that the
     * backend runs in. They win over what is built in, by id.
     */
    files?: string[];
    /**
     * The entity at which controls are met that bind the organisation, e.g.
     * `group:default/example`.
     * @visibility backend
     */
    organisation?: string;
    decisions?: {
      /**
       * For how many days an exemption and the like may hold at most, 1 to 366.
       * 180 unless told. How long a statement may hold is told by its control.
       * @visibility backend
       */
      longestDays?: number;
      /**
       * Refs of groups and users who are told once of each new request, e.g.
       * `group:default/compliance`: those who may decide. Nobody unless told, and
       * never who asked.
       */
      notify?: string[];
    };
    /**
     * How often it is looked for what has to be evaluated again, 5 seconds to an
     * hour. 30 seconds unless told.
     * @visibility backend
     */
    interval?: HumanDuration | string;
  };
}
