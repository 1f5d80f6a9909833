import type { HumanDuration } from '@backstage/types';

export interface Config {
  scorecards?: {
    tls?: {
      /**
       * The only hosts that are ever contacted: names such as
       * `api.example.com`, or `*.example.com` for all below. None unless told.
       */
      hosts?: string[];
      /**
       * Endpoints of entities, beside those of the annotation
       * `platformops.io/endpoints`.
       */
      endpoints?: Array<{
        /**
         * E.g. `component:default/checkout`.
         * @visibility backend
         */
        entity: string;
        /**
         * `host:port` or an https address.
         */
        endpoints: string[];
      }>;
      /**
       * Whether hosts that only a `*.` allows may have private and loopback
       * addresses. Those that are named in full always may. False unless told.
       * @visibility backend
       */
      allowPrivate?: boolean;
      /**
       * Whether port 80 of each endpoint's address is asked, to see that it
       * answers with a redirect or not at all. False unless told.
       * @visibility backend
       */
      probePlaintext?: boolean;
      /**
       * Files with certificates of authorities in PEM that are trusted beside
       * those of the system. Read at each run.
       */
      authorities?: Array<{
        /**
         * The path of the file, from the folder that the backend runs in.
         * @visibility backend
         */
        file: string;
        /**
         * It is the sandbox's, and ignored unless `sandbox.enabled` is set.
         * @visibility backend
         */
        sandbox?: boolean;
      }>;
      /**
       * How long one handshake may take, 0.1 to 30 seconds. 5 seconds unless
       * told.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
    };
  };
}
