import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The matrix of systems and frameworks. */
export const overviewRouteRef = createRouteRef();

/** The page of frameworks. */
export const frameworksRouteRef = createRouteRef();

/** The page of collectors. */
export const collectorsRouteRef = createRouteRef();
