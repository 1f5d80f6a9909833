import type { HumanDuration } from '@backstage/types';

export interface Config {
  models?: {
    registries?: {
      /**
       * The key is the id of the registry and the namespace of its entities.
       * It cannot be changed later.
       */
      [id: string]: {
        /**
         * `mlflow` for MLflow 2 and 3.
         * @visibility backend
         */
        type: string;
        /**
         * Name for people. The id unless told.
         * @visibility backend
         */
        title?: string;
        /**
         * Address of the server, without `/api/2.0`.
         * @visibility backend
         */
        url?: string;
        /**
         * Address that a person opens, where it is another one.
         * @visibility backend
         */
        uiUrl?: string;
        /**
         * Sent as a bearer token.
         * @visibility secret
         */
        token?: string;
        /**
         * For basic authentication, with `password`.
         * @visibility secret
         */
        username?: string;
        /**
         * @visibility secret
         */
        password?: string;
        /**
         * Path of a file with further certificate authorities, in PEM. Read at
         * start.
         * @visibility backend
         */
        caFile?: string;
        /**
         * Further headers of each request, e.g. `X-MLFLOW-WORKSPACE`.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /**
         * How long one request may take. 30 seconds unless told.
         * @visibility backend
         */
        requestTimeout?: HumanDuration | string;
        /**
         * How many requests are under way at once. 4 unless told.
         * @visibility backend
         */
        maxConcurrency?: number;
      };
    };
  };
}
