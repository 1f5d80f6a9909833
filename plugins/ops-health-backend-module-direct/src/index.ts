/**
 * Scrapes OpenMetrics endpoints into the portal's own database, for laptops and
 * the default start.
 *
 * @packageDocumentation
 */

export { opsHealthModuleDirect as default } from './module';
