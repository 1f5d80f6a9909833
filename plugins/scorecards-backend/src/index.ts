/**
 * Collects facts, evaluates compliance frameworks over them and serves the
 * verdicts.
 *
 * @packageDocumentation
 */

export { scorecardsPlugin as default } from './plugin';
