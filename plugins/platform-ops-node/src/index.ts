/**
 * What all backends of the portal share: routes with their OpenAPI document,
 * database helpers, and how outside systems are configured and asked.
 *
 * @packageDocumentation
 */

export * from './access';
export * from './config';
export * from './database';
export * from './http';
export * from './kubernetes';
export * from './routes';
export { canonicalJson, contentHash } from './canonicalJson';
export { describeFailure } from './describeFailure';
export { inChunks } from './inChunks';
export { oneLine } from './oneLine';
export { compareKeys, pageByKey, type SortKey } from './pageByKey';
export { prefetch } from './prefetch';
export { shorten } from './shorten';
