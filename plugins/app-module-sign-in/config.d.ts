export interface Config {
  sandbox?: {
    /**
     * Whether the portal uses the sandbox: shows its sign-in page and says on
     * every page that the data is simulated.
     *
     * @visibility frontend
     */
    enabled?: boolean;
    /**
     * Whether models of the simulated registry are shown. Default true.
     *
     * @visibility frontend
     */
    registry?: boolean;
  };
  auth?: {
    /**
     * The environment of the auth providers, e.g. `production`.
     *
     * @visibility frontend
     */
    environment?: string;
  };
}
