import { z } from 'zod';
import type { RegistryProperties } from './types';

/** What the contract allows for `MetadataIntValue`. */
const LARGEST_INTEGER = 999_999_999;

/** Kinds that are none of these are left out. */
export const propertiesSchema = z
  .record(
    z.string(),
    z.object({
      string_value: z.string().optional(),
      int_value: z.union([z.string(), z.number()]).transform(Number).optional(),
      double_value: z.number().optional(),
      bool_value: z.boolean().optional(),
    }),
  )
  .default({})
  .transform(found =>
    Object.fromEntries(
      Object.entries(found).flatMap(([key, value]) => {
        const [first] = Object.values(value).filter(item => item !== undefined);
        return first === undefined ? [] : [[key, first]];
      }),
    ),
  );

export function toMetadataValues(properties: RegistryProperties = {}) {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      toMetadataValue(value),
    ]),
  );
}

function toMetadataValue(value: string | number | boolean) {
  if (typeof value === 'string') {
    return { metadataType: 'MetadataStringValue', string_value: value };
  }
  if (typeof value === 'boolean') {
    return { metadataType: 'MetadataBoolValue', bool_value: value };
  }
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_INTEGER
    ? { metadataType: 'MetadataIntValue', int_value: String(value) }
    : { metadataType: 'MetadataDoubleValue', double_value: value };
}
