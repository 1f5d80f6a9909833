import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Inputs that several actions have. */

export const clusterField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(253)
    .describe('Name of a cluster of the Kubernetes plugin');

export const namespaceField = (z: Zod) =>
  z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .describe('Namespace that all objects belong to');

export const directoryField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(300)
    .describe('Folder of the workspace with *.yaml files; or give files')
    .optional();

export const filesField = (z: Zod) =>
  z
    .array(z.string().min(1).max(300))
    .min(1)
    .max(200)
    .describe('Files of the workspace; or give directory')
    .optional();
