import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Inputs that several actions have. */

export const pipelineConnectionField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(63)
    .describe('Id of a connection in goldenPaths.connections.pipelines');

export const registryConnectionField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(63)
    .describe('Id of a connection in goldenPaths.connections.registries');

export const argoCdConnectionField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(63)
    .describe('Id of a connection in goldenPaths.connections.argocd');

export const timeoutMinutesField = (z: Zod) =>
  z
    .number()
    .positive()
    .max(24 * 60)
    .describe('Until it is given up; 60 unless told')
    .optional();

export const onFailureField = (z: Zod) =>
  z
    .enum(['stop', 'warn'])
    .describe('stop (unless told) ends the task where it failed')
    .optional();

const UNLESS_TOLD_MINUTES = 60;

export function toSeconds(timeoutMinutes: number | undefined): number {
  return (timeoutMinutes ?? UNLESS_TOLD_MINUTES) * 60;
}
