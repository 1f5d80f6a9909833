/**
 * Starts the real servers that tests talk to, and says which are missing.
 *
 * @packageDocumentation
 */

export * from './contracts';
export * from './fake/FakeHttpServer';
export * from './findServer';
export * from './describeWithServer';
export * from './findServerForTest';
export * from './recordUse';
export * from './kubernetes/KubernetesWriter';
export type { ApiServerAccess } from './kubernetes/requestJson';
export * from './mlflow/MlflowWriter';
export * from './process/freePort';
export type { RunningServer } from './process/RunningServer';
export * from './servers/startAlertmanager';
export * from './servers/startKubernetes';
export * from './servers/startMlflow';
export * from './servers/startMlserver';
export * from './servers/startMoto';
export * from './servers/startPostgresql';
export * from './servers/startPrometheus';
export * from './servers/startSigv4Proxy';
export * from './servers/startVictoriametrics';
