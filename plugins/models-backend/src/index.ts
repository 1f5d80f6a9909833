/**
 * Keeps models, versions and stage history of every registry, and serves them.
 *
 * @packageDocumentation
 */

export { modelsPlugin as default } from './plugin';
