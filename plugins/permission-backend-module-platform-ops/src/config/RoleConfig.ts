import {
  KNOWN_DATA_CLASSIFICATIONS,
  type KnownDataClassification,
} from '@platform-ops/backstage-plugin-models-common';
import { z } from 'zod';

/** The word under `members` for anyone who is signed in. */
export const AUTHENTICATED = 'authenticated';

/** How we call the action of a permission that names none. */
export const ACTION_USE = 'use';

/** What the action of a permission can be. */
export const ACTIONS = [
  'create',
  'read',
  'update',
  'delete',
  ACTION_USE,
] as const;

export interface GrantConditions {
  owner?: true;
  registries?: string[];
  dataClassifications?: KnownDataClassification[];
}

export interface Grant {
  /** A permission's name, the start of one followed by `.*`, or `*`. */
  permission: string;
  action?: Array<(typeof ACTIONS)[number]>;
  when?: GrantConditions;
}

export interface Role {
  name: string;
  /** Full, lower-case entity refs, or {@link AUTHENTICATED}. */
  members: Set<string>;
  grants: Grant[];
}

/** The form of one role in the configuration. */
export const roleSchema = z.strictObject({
  title: z.string().min(1).optional(),
  members: z.array(z.string().min(1)),
  grants: z.array(
    z.strictObject({
      permission: z
        .string()
        .regex(
          /^(\*|[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*(\.\*)?)$/,
          "the name of a permission such as models.model.read, or its start with '*' at the end such as catalog.*, or *",
        ),
      action: z.array(z.enum(ACTIONS)).min(1).optional(),
      when: z
        .strictObject({
          owner: z.literal(true).optional(),
          registries: z.array(z.string().min(1)).min(1).optional(),
          dataClassifications: z
            .array(z.enum(KNOWN_DATA_CLASSIFICATIONS))
            .min(1)
            .optional(),
        })
        .refine(
          conditions => Object.keys(conditions).length > 0,
          'at least one of owner, registries, dataClassifications',
        )
        .optional(),
    }),
  ),
});
