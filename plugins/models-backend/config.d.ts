import type { HumanDuration } from '@backstage/types';

export interface Config {
  models?: {
    /**
     * A registry whose last successful sync is older than this is shown as
     * stale. Default: 1 hour.
     */
    staleAfter?: HumanDuration | string;
    sync?: {
      /** How often each registry is asked what changed. Default: 30 seconds. */
      frequency?: HumanDuration | string;
      /**
       * After how long a running sync is given up. It takes as many runs as it
       * needs: each ends after half of this time at the next step, and the next
       * goes on where it was. A minute more than this, and another replica goes
       * on with the sync of one that was killed. Longer than the registry takes
       * to list its models. Default: 5 minutes.
       */
      timeout?: HumanDuration | string;
      /**
       * How often every version is read again, for what the listing of models
       * does not show (tags and descriptions of older versions). Default: 15
       * minutes.
       */
      readAllVersionsEvery?: HumanDuration | string;
    };
    claims?: {
      /**
       * Locations whose Model entities may claim any registered model, with
       * `*` for any text, such as `url:https://github.com/acme/*`. Others need
       * the tag `platformops.io/entity-ref` on the registered model.
       */
      allow?: string[];
    };
    /**
     * The registries, by id. The id is the namespace of their entities and
     * cannot be changed later. Further keys belong to the type of registry.
     */
    registries?: {
      [id: string]: {
        /** The type of registry, such as `mlflow`. */
        type: string;
        /** What people call it. Default: the id. */
        title?: string;
        /**
         * Marks the sandbox's registry: ignored unless `sandbox.enabled`, and
         * while `sandbox.registry` is false.
         */
        sandbox?: boolean;
        /**
         * Which tag of a registered model fills which field. Default:
         * `platformops.io/<field>`, with dashes (`platformops.io/risk-tier`).
         */
        tags?: {
          [field: string]: string;
        };
        stages?: {
          /** The tag of a version that names its stage. Default: `platformops.io/stage`. */
          tag?: string;
          /**
           * Which stage an alias stands for. Replaces the default: champion and
           * production are production; challenger and canary are canary;
           * staging, candidate and archived stand for themselves.
           */
          aliases?: {
            [alias: string]: string;
          };
        };
      };
    };
  };
}
