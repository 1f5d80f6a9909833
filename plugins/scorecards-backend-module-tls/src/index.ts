/**
 * Facts for scorecards from live TLS handshakes.
 *
 * @packageDocumentation
 */

export { scorecardsModuleTls as default } from './module';
export { TlsCollector } from './TlsCollector';
export { TLS_FACT_TYPES } from './factTypes';
