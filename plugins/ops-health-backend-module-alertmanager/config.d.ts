import type { HumanDuration } from '@backstage/types';

export interface Config {
  opsHealth?: {
    sources?: {
      /**
       * The key is the id of the source.
       */
      [id: string]: {
        /**
         * `alertmanager`, or `webhook` for other systems that sign what they
         * send.
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
         * Address of the Alertmanager, without `/api/v2`; `none` where the
         * portal cannot reach it and alerts only come in by webhook.
         * @visibility backend
         */
        url?: string;
        /**
         * The addresses of all peers of a cluster, instead of `url`.
         * @items.visibility backend
         */
        urls?: string[];
        /**
         * Address that a person opens, where it is another one; `none` where
         * there is no page.
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
         * How long one request may take. 10 seconds unless told.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * How large one answer may be. 32 MiB unless told.
         * @visibility backend
         */
        maxResponseBytes?: number;
        /**
         * How many alerts are read. 10,000 unless told.
         * @visibility backend
         */
        maxAlerts?: number;
        /**
         * The name of an alert that always fires, e.g. `Watchdog`. While it is
         * missing nothing is known.
         * @visibility backend
         */
        watchdog?: string;
        /**
         * What signs alerts of type `webhook`: one, or several while they are
         * changed.
         * @deepVisibility secret
         */
        secrets?: string[];
        /**
         * Which words mean which severity. The words of a level replace ours.
         */
        severities?: {
          /**
           * The label of alerts of an Alertmanager that holds the word.
           * `severity` unless told.
           * @visibility backend
           */
          label?: string;
          /**
           * @items.visibility backend
           */
          page?: string[];
          /**
           * @items.visibility backend
           */
          ticket?: string[];
          /**
           * @items.visibility backend
           */
          info?: string[];
        };
      };
    };
  };
}
