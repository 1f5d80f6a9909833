/**
 * Pages, entity tabs and cards for the compliance scorecards of what is in the
 * catalog.
 *
 * @packageDocumentation
 */

export { scorecardsPlugin as default } from './plugin';
