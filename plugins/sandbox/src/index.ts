/**
 * The page on which faults are injected into the simulated services.
 *
 * @packageDocumentation
 */

export { sandboxPlugin as default } from './plugin';
