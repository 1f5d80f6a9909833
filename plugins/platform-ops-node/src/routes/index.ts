export {
  createRouteServer,
  type RouteCaller,
  type RouteServer,
} from './createRouteServer';
export { openApiDocument, type OpenApiOptions } from './openApiDocument';
export { parseInput } from './parseInput';
export type { RouteAnswer, RouteDefinition, RouteInput } from './types';
export { WrittenAnswer } from './WrittenAnswer';
