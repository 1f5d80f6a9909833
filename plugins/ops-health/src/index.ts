/**
 * Pages, entity tabs and cards for the health of what is in the catalog.
 *
 * @packageDocumentation
 */

export { opsHealthPlugin as default } from './plugin';
