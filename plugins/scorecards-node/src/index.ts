/**
 * The extension point for collectors of facts, and the service reference that
 * other backends use to read scorecards.
 *
 * @packageDocumentation
 */

export * from './askEach';
export * from './FactCollector';
export * from './factCollectorsExtensionPoint';
export * from './FactIntake';
export * from './ScorecardsService';
export * from './scorecardsServiceRef';
