import type { HumanDuration } from '@backstage/types';

export interface Config {
  goldenPaths?: {
    /** How clusters of the Kubernetes plugin are asked for TrainJobs. */
    kubernetes?: {
      /**
       * Of one request, 30 seconds unless told.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
    };
    repositories?: {
      /**
       * The folder in which the portal keeps Git repositories of its own, from
       * the folder that the backend runs in. All replicas need the same one.
       * None are kept unless told.
       * @visibility backend
       */
      directory?: string;
    };
  };
}
