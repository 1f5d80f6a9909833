export interface Config {
  scorecards?: {
    ci?: {
      /**
       * Licences that components must not have: SPDX ids, or their beginnings
       * followed by `*`, e.g. `AGPL-*`. A list of components is judged when it is
       * pushed.
       */
      deniedLicenses?: string[];
    };
  };
}
