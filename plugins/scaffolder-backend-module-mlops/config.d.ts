import type { HumanDuration } from '@backstage/types';

export interface Config {
  goldenPaths?: {
    /** How actions write to clusters of the Kubernetes plugin. */
    kubernetes?: {
      /** Of one request, 30 seconds unless told. */
      timeout?: HumanDuration | string;
      /** Those that templates may write to; none unless told. */
      clusters?: Array<{
        /** As the Kubernetes plugin calls it. */
        name: string;
        /**
         * Refs of the templates that may, such as
         * `template:default/serve-model`. All of the catalog unless told.
         */
        templates?: string[];
        /**
         * Refs of the users, and of the groups whose members, may write to it
         * through a template. All unless told.
         */
        members?: string[];
        /** Names, or how they begin, such as `ml-*`. All unless told. */
        namespaces?: string[];
        /**
         * Kinds besides those that paths are made of, such as
         * `CronJob.batch`.
         */
        kinds?: string[];
      }>;
    };
  };
}
