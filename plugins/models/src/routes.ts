import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The models page. */
export const modelsRouteRef = createRouteRef();

/** The registries page. */
export const registriesRouteRef = createRouteRef();
