/**
 * Starts the real servers that tests talk to, and says which are missing.
 *
 * @packageDocumentation
 */

export * from './findServer';
export * from './describeWithServer';
export * from './findServerForTest';
export * from './recordUse';
export * from './mlflow/MlflowWriter';
export * from './process/freePort';
export type { RunningServer } from './process/RunningServer';
export * from './servers/startMlflow';
export * from './servers/startPostgresql';
export * from './servers/startPrometheus';
