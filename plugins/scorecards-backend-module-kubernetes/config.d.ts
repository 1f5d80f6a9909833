import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    kubernetes?: {
      /**
       * Names of the clusters that are read. All that the Kubernetes plugin
       * knows unless told.
       * @visibility backend
       */
      clusters?: string[];
      /**
       * How often they are read, a minute to a day. 15 minutes unless told.
       * Facts hold three times as long.
       */
      interval?: HumanDuration | string;
      /**
       * How long one request may take. 15 seconds unless told.
       */
      timeout?: HumanDuration | string;
      /**
       * How many objects of one kind are read of a cluster. 50,000 unless told.
       * @visibility backend
       */
      maxObjects?: number;
      /**
       * People and groups that may act everywhere because they run the clusters,
       * as role bindings name them, e.g. `Group platform-engineering` or
       * `User eks:*`.
       * @visibility backend
       */
      administrators?: string[];
      /**
       * What the clusters put before the names of people and groups, e.g.
       * `oidc:`. It is left out where they are looked up in the catalog.
       * @visibility backend
       */
      subjectPrefix?: string;
    };
  };
}
