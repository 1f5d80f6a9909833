import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Inputs that several actions have. */

export const modelNameField = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^/:\p{Cc}]+$/u)
    .describe('Of the registered model');

export const tagsField = (z: Zod) =>
  z.record(z.string().max(5000)).describe('Tags').optional();

export const descriptionField = (z: Zod) => z.string().max(5000).optional();
