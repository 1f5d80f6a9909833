/**
 * Joins metrics, conditions and alerts to entities, decides their health and
 * serves it.
 *
 * @packageDocumentation
 */

export { opsHealthPlugin as default } from './plugin';
