import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The matrix of systems and frameworks. */
export const overviewRouteRef = createRouteRef();

/** What waits for people to decide or state. */
export const approvalsRouteRef = createRouteRef();

/** The page of frameworks. */
export const frameworksRouteRef = createRouteRef();

/** The page of collectors. */
export const collectorsRouteRef = createRouteRef();

/** The page of campaigns. */
export const campaignsRouteRef = createRouteRef();

/** The sample room. */
export const evidenceRouteRef = createRouteRef();
