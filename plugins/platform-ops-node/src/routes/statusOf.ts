import type { RouteDefinition } from './types';

/** The status of a route's answer. */
export function statusOf(route: RouteDefinition): number {
  return route.status ?? (route.response ? 200 : 204);
}
