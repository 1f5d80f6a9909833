import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The fleet page. */
export const fleetRouteRef = createRouteRef();

/** The page of objectives. */
export const slosRouteRef = createRouteRef();

/** The page of idle GPUs. */
export const idleGpusRouteRef = createRouteRef();

/** The sources page. */
export const sourcesRouteRef = createRouteRef();
