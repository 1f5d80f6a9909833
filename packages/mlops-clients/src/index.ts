/**
 * Clients of the services that a model goes through: bounded, patient, and with
 * errors that hold no secret.
 *
 * @packageDocumentation
 */

export * from './argocd/ArgoCdClient';
export * from './argocd/types';
export * from './CallOptions';
export * from './http/ConnectionOptions';
export * from './http/ServiceError';
export type { Timer } from './http/Timer';
export type { WaitOptions } from './http/waitUntil';
export * from './kfp/KfpClient';
export * from './kfp/types';
export * from './kubeflow-registry/KubeflowRegistryClient';
export * from './kubeflow-registry/types';
export * from './mlflow/MlflowClient';
export * from './mlflow/types';
export type { Page } from './Page';
