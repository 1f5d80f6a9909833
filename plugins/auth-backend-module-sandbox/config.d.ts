export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in without a password as one of the people below. Works only
       * while `sandbox.enabled` is true and NODE_ENV is not `production`.
       */
      sandbox?: {
        /**
         * Whom the sign-in page offers. Default: an owner, a reviewer, a
         * compliance officer and a viewer of the example organisation.
         */
        people?: Array<{
          /**
           * Short and unique, e.g. `owner`.
           *
           * @visibility backend
           */
          id: string;
          /**
           * The User entity of the catalog, e.g. `user:default/olivia.ortega`.
           *
           * @visibility backend
           */
          userEntityRef: string;
          /**
           * The name of the person. Default: the name in the entity ref.
           *
           * @visibility backend
           */
          name?: string;
          /**
           * What the person is, e.g. `Model owner`.
           *
           * @visibility backend
           */
          title: string;
          /**
           * What the person may do, in a sentence.
           *
           * @visibility backend
           */
          description: string;
        }>;
      };
    };
  };
  sandbox?: {
    /**
     * Whether the portal uses the sandbox.
     *
     * @visibility frontend
     */
    enabled?: boolean;
  };
}
