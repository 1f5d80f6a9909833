import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    sources?: {
      /**
       * The key is the id of the source.
       */
      [id: string]: {
        /**
         * `prometheus` for Prometheus and what speaks its API.
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
         * Address of the server, without `/api/v1`.
         * @visibility backend
         */
        url?: string;
        /**
         * Address that a person opens, where it is another one; `none` where
         * the server has no page.
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
         * Further headers of each request, e.g. `X-Scope-OrgID`.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
        /**
         * Path of a file with further certificate authorities, in PEM. Read at
         * start.
         * @visibility backend
         */
        caFile?: string;
        /**
         * Signs requests for AWS instead of other credentials.
         */
        sigv4?: {
          /**
           * @visibility backend
           */
          region: string;
          /**
           * `aps` (Amazon Managed Service for Prometheus) unless told, or
           * `monitoring` (CloudWatch).
           * @visibility backend
           */
          service?: 'aps' | 'monitoring';
          /**
           * With `secretAccessKey`. AWS' default chain unless told.
           * @visibility secret
           */
          accessKeyId?: string;
          /**
           * @visibility secret
           */
          secretAccessKey?: string;
          /**
           * @visibility secret
           */
          sessionToken?: string;
          /**
           * A profile of AWS' shared configuration files.
           * @visibility backend
           */
          profile?: string;
          /**
           * Assumed with these credentials.
           * @visibility backend
           */
          roleArn?: string;
          /**
           * What the role asks for.
           * @visibility secret
           */
          externalId?: string;
        };
        /**
         * How long one request may take. 30 seconds unless told.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * How many queries are under way at once. 4 unless told.
         * @visibility backend
         */
        maxConcurrency?: number;
        /**
         * 3000 unless told.
         * @visibility backend
         */
        maxQueriesPerMinute?: number;
        /**
         * How much of one answer is read. 20 MiB unless told.
         * @visibility backend
         */
        maxResponseBytes?: number;
        /**
         * How many series of one answer are read. 50,000 unless told.
         * @visibility backend
         */
        maxSeries?: number;
      };
    };
  };
}
