import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with the faults. */
export const sandboxRouteRef = createRouteRef();
