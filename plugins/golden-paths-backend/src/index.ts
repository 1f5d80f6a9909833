/**
 * The portal's own Git repositories, previews of golden paths, which entities
 * are behind their path, and the runs of their pipelines.
 *
 * @packageDocumentation
 */

export { goldenPathsPlugin as default } from './plugin';
