/**
 * What all backends of the portal share: routes with their OpenAPI document,
 * database helpers.
 *
 * @packageDocumentation
 */

export * from './database';
export * from './routes';
export { canonicalJson, contentHash } from './canonicalJson';
export { describeFailure } from './describeFailure';
export { inChunks } from './inChunks';
export { prefetch } from './prefetch';
