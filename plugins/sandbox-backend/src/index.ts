/**
 * A simulated AI platform for trying out and testing the portal.
 *
 * @packageDocumentation
 */

export { sandboxPlugin, sandboxPlugin as default } from './plugin';
