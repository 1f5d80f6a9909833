import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    sources?: {
      /**
       * The key is the id of the source.
       */
      [id: string]: {
        /**
         * `direct`: the portal scrapes the targets itself.
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
         * Endpoints that tell metrics, at most 100.
         */
        targets?: Array<{
          /**
           * With the path, unless it is `/metrics`.
           * @visibility backend
           */
          url: string;
          /**
           * Takes the place of the path in `url`.
           * @visibility backend
           */
          path?: string;
          /**
           * On each series of the target.
           */
          labels?: { [label: string]: string };
          /**
           * Sent as a bearer token, instead of the one of all targets.
           * @visibility secret
           */
          token?: string;
          /**
           * Where the target tells its past, as OpenMetrics with timestamps: a
           * path on the same host. Read once.
           * @visibility backend
           */
          historyUrl?: string;
        }>;
        /**
         * Lists of targets in the form of Prometheus' HTTP service discovery.
         */
        serviceDiscovery?: Array<{
          /**
           * @visibility backend
           */
          url: string;
          /**
           * Sent as a bearer token to the list and to targets on its host.
           * @visibility secret
           */
          token?: string;
        }>;
        /**
         * Hosts on which listed targets may be, beside that of the list, with a
         * port or for all ports.
         * @visibility backend
         */
        allowedHosts?: string[];
        /**
         * Sent as a bearer token to targets and lists.
         * @visibility secret
         */
        token?: string;
        /**
         * Further headers of each request.
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
         * How often each target is scraped: 5 to 60 seconds, 15 unless told.
         * @visibility backend
         */
        interval?: HumanDuration | string;
        /**
         * How long one scrape may take. 10 seconds unless told.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * How long samples are kept: at most 31 days, 15 unless told.
         * @visibility backend
         */
        retention?: HumanDuration | string;
        /**
         * How many series are kept: at most 20,000, 5,000 unless told.
         * @visibility backend
         */
        maxSeries?: number;
        /**
         * How much of one answer is read. 10 MiB unless told.
         * @visibility backend
         */
        maxResponseBytes?: number;
        /**
         * Names of metrics that are kept, as regular expressions of the whole
         * name. All unless told.
         * @visibility backend
         */
        keep?: string[];
      };
    };
  };
}
