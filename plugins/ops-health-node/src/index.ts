/**
 * Extension points for sources of metrics, conditions and alerts, and the
 * service reference that other backends use to read health.
 *
 * @packageDocumentation
 */

export * from './alerts';
export * from './conditions';
export * from './metrics';
export * from './OpsHealthService';
export * from './opsHealthServiceRef';
export * from './readSourceConfigs';
export * from './SourceForbiddenError';
export * from './sourcesExtensionPoint';
