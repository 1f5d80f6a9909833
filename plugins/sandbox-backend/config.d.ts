import type { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * The simulated AI platform. Never for production: the portal refuses to
   * start with it while NODE_ENV is `production`.
   */
  sandbox?: {
    /**
     * Whether the portal uses the sandbox. Shown on screen.
     *
     * @visibility frontend
     */
    enabled?: boolean;
    /**
     * Whether the portal reads the simulated registry. Set to false to see
     * the models of your own registries only, and keep the rest of the
     * sandbox, such as its sign-in. Default true.
     *
     * @visibility frontend
     */
    registry?: boolean;
    /**
     * Whether the portal reads the simulated metrics and cluster. Set to false
     * to see the health of your own services only. Default true.
     *
     * @visibility backend
     */
    operations?: boolean;
    /**
     * A sandbox in another process, e.g. `http://127.0.0.1:7010`. None is
     * started here then.
     *
     * @visibility backend
     */
    url?: string;
    /**
     * The loopback port on which the sandbox serves. Default 7010.
     *
     * @visibility backend
     */
    port?: number;
    /**
     * The loopback port of an endpoint with TLS; a weak one is on the next
     * port. Without it there are none.
     *
     * @visibility backend
     */
    tlsPort?: number;
    /**
     * A file that gets the certificate of the authority that signed those of
     * both endpoints, made at each start.
     *
     * @visibility backend
     */
    authorityFile?: string;
    /**
     * What the simulated systems ask for as bearer token. Required while the
     * sandbox is enabled. `./portal start` makes one for each start.
     *
     * @visibility secret
     */
    token?: string;
    /**
     * The token with which the simulated evaluation of the models reports what
     * it measured to the portal, as in `backend.auth.externalAccess`. Without it
     * nothing is reported.
     *
     * @visibility secret
     */
    reportToken?: string;
    /**
     * How often a new version of some model appears. Default 3 minutes.
     *
     * @visibility backend
     */
    newVersionEvery?: HumanDuration | string;
    /**
     * A file in which the sandbox keeps when it began and when new versions
     * appeared, so that a restart goes on with the same data. Without it each
     * start makes the data anew.
     *
     * @visibility backend
     */
    stateFile?: string;
    /**
     * The same seed gives the same models, figures and ids. Default `portal`.
     *
     * @visibility backend
     */
    seed?: string;
  };
}
