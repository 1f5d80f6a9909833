import { z } from 'zod';

/**
 * A full entity ref, `kind:namespace/name`. Lower-cased, as refs are compared.
 *
 * @public
 */
export const entityRefSchema = z
  .string()
  .max(400)
  .regex(
    /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
    'expected a full entity ref, kind:namespace/name',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));
