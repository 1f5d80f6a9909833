import { z } from 'zod';
import { propertiesSchema } from './properties';

const text = z.string().optional();

const entry = {
  id: z.string().min(1),
  name: z.string().default(''),
  state: text,
  customProperties: propertiesSchema,
};

export const entrySchema = z
  .object(entry)
  .transform(({ customProperties, ...found }) => ({
    ...found,
    properties: customProperties,
  }));

export const artifactSchema = z
  .object({ ...entry, uri: text })
  .transform(({ customProperties, ...found }) => ({
    ...found,
    properties: customProperties,
  }));
