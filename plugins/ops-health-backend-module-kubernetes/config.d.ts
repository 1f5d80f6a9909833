import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    sources?: {
      /**
       * The key is the id of the source.
       */
      [id: string]: {
        /**
         * `kubernetes` for the clusters of the Kubernetes plugin.
         * @visibility backend
         */
        type: string;
        /**
         * Name for people. The id unless told.
         * @visibility backend
         */
        title?: string;
        /**
         * The environment of all that it tells, where no rule says another one.
         * @visibility backend
         */
        environment?: string;
        /**
         * Names of the clusters that are read. All unless told.
         * @visibility backend
         */
        clusters?: string[];
        /**
         * Namespaces that are read. All unless told.
         * @visibility backend
         */
        namespaces?: string[];
        /**
         * Custom resources that are read by their `status.conditions`, besides
         * those of KServe and Argo CD.
         */
        customResources?: Array<{
          /**
           * E.g. `kafka.strimzi.io`.
           * @visibility backend
           */
          group: string;
          /**
           * E.g. `v1beta2`.
           * @visibility backend
           */
          apiVersion: string;
          /**
           * E.g. `kafkas`.
           * @visibility backend
           */
          plural: string;
          /**
           * The label that names one for joins. The kind in lower case unless
           * told.
           * @visibility backend
           */
          joinLabel?: string;
        }>;
        /**
         * How long one request may take. 15 seconds unless told.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * How many clusters are asked at once. 4 unless told.
         * @visibility backend
         */
        maxConcurrency?: number;
        /**
         * How many objects of one cluster are read. 20,000 unless told.
         * @visibility backend
         */
        maxObjects?: number;
      };
    };
  };
}
