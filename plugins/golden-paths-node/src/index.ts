/**
 * The service reference by which other backends use the golden paths, the
 * connections under `goldenPaths.connections`, and the reader of the portal's
 * own Git repositories.
 *
 * @packageDocumentation
 */

export * from './connections';
export * from './GoldenPathsService';
export * from './goldenPathsServiceRef';
export * from './urlReader';
