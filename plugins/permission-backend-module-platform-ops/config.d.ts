export interface Config {
  permission?: {
    /**
     * What people may do. Whatever no role grants is denied.
     */
    platformOps?: {
      /**
       * Roles by their names. See docs/permissions.md.
       */
      roles?: {
        [role: string]: {
          /**
           * What the role is called, for people.
           * @visibility backend
           */
          title?: string;
          /**
           * Refs of the users and groups that have the role, or
           * `authenticated` for anyone who is signed in.
           * @visibility backend
           */
          members: string[];
          /**
           * What the role may do. The grants of all roles of a person add up.
           */
          grants: Array<{
            /**
             * A permission such as `models.model.read`, the start of its name
             * with `*` at the end such as `catalog.*`, or `*`.
             * @visibility backend
             */
            permission: string;
            /**
             * Only permissions with one of these actions; `use` stands for
             * permissions that have none.
             * @visibility backend
             */
            action?: Array<'create' | 'read' | 'update' | 'delete' | 'use'>;
            /**
             * Only models of which all this holds. Possible beside
             * `models.model.read`; guards Model and Dataset entities of the
             * catalog in the same way.
             */
            when?: {
              /**
               * The person, or a group of theirs, owns the model.
               * @visibility backend
               */
              owner?: true;
              /**
               * The model is of one of these registries.
               * @visibility backend
               */
              registries?: string[];
              /**
               * The model carries none but these data classifications. A model
               * that carries none at all counts as well; one whose class is
               * not recognised only where all of these are listed.
               * @visibility backend
               */
              dataClassifications?: Array<
                | 'public'
                | 'internal'
                | 'confidential'
                | 'pii'
                | 'phi'
                | 'pci'
                | 'mnpi'
              >;
            };
          }>;
        };
      };
    };
  };
}
