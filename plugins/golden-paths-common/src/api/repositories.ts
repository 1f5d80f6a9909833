import { z } from 'zod';
import {
  cursorSchema,
  entityRefSchema,
  limitSchema,
  timestampSchema,
} from '@platform-ops/backstage-plugin-platform-ops-common';

/**
 * Of a repository, and of what a path makes: letters, digits and single hyphens.
 *
 * @public
 */
export const repositoryNameSchema = z
  .string()
  .min(3)
  .max(40)
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'expected lower-case letters and digits, in words joined by single hyphens, such as chest-xray-triage',
  );

const MOST_OF_PATH = 500;
/** Signs that Git, Windows or a terminal would take for something else. */
const UNFIT_IN_PATH = /[\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u;

/** Devices, which cannot be files there. */
const OF_WINDOWS = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/**
 * The path of a file inside a repository: relative, with `/`, and nothing that
 * leads out of it or into `.git`.
 *
 * @public
 */
export const repositoryPathSchema = z
  .string()
  .min(1)
  .max(MOST_OF_PATH)
  .refine(
    path =>
      !UNFIT_IN_PATH.test(path) &&
      path
        .split('/')
        .every(
          part =>
            part !== '' &&
            part !== '.' &&
            part !== '..' &&
            part.toLowerCase() !== '.git' &&
            !/^git~\d+$/i.test(part) &&
            !OF_WINDOWS.test(part) &&
            !/[. ]$/.test(part),
        ),
    'expected a relative path of a file, with / between folders, without empty parts, .., .git or names of devices of Windows',
  );

/**
 * A branch, or the hash of a commit.
 *
 * @public
 */
export const repositoryRefSchema = z
  .string()
  .regex(
    /^(main|[0-9a-f]{40})$/,
    'expected main, or the hash of a commit, 40 characters',
  );

/**
 * A Git repository that the portal keeps.
 *
 * @public
 */
export const repositorySchema = z.object({
  name: z.string(),
  title: z.string(),
  /** Ref of the group or user. */
  owner: z.string(),
  createdAt: timestampSchema,
  pushedAt: timestampSchema,
  defaultBranch: z.string(),
  headCommit: z.string(),
  /** The path that made it. */
  path: z.object({ name: z.string(), version: z.string() }).optional(),
  /** Entities that its catalog file describes and the caller may see. */
  entityRefs: z.array(z.string()),
  /** For `git clone`, with a token of the portal. */
  cloneUrl: z.string(),
  /** Of the tree, for locations and for TechDocs. */
  url: z.string(),
});

/** @public */
export type Repository = z.infer<typeof repositorySchema>;

/** @public */
export const listRepositoriesQuerySchema = z.object({
  limit: limitSchema.default(100),
  cursor: cursorSchema.optional(),
});

/** @public */
export type ListRepositoriesQuery = z.input<typeof listRepositoriesQuerySchema>;

/** @public */
export const listRepositoriesResponseSchema = z.object({
  /** False where `goldenPaths.repositories.directory` is not set. */
  isConfigured: z.boolean(),
  /** Newest push first. */
  items: z.array(repositorySchema),
  nextCursor: z.string().optional(),
});

/** @public */
export type ListRepositoriesResponse = z.infer<
  typeof listRepositoriesResponseSchema
>;

/** @public */
export const repositoryTreeQuerySchema = z.object({
  ref: repositoryRefSchema.default('main'),
});

/** @public */
export const repositoryTreeSchema = z.object({
  commit: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      /** Bytes. */
      size: z.number().int(),
      executable: z.boolean(),
    }),
  ),
});

/** @public */
export type RepositoryTree = z.infer<typeof repositoryTreeSchema>;

/** @public */
export const repositoryFileQuerySchema = z.object({
  path: repositoryPathSchema,
  ref: repositoryRefSchema.default('main'),
});

/** @public */
export const repositoryFileSchema = z.object({
  path: z.string(),
  commit: z.string(),
  size: z.number().int(),
  /** Missing where it is no text, or more than a megabyte. */
  text: z.string().optional(),
});

/** @public */
export type RepositoryFile = z.infer<typeof repositoryFileSchema>;

/** @public */
export const repositoryContentsQuerySchema = z.object({
  ref: repositoryRefSchema.default('main'),
  /** All of them unless told. */
  folder: repositoryPathSchema.optional(),
  /** The hash of a commit: where it is still this one, no files are sent. */
  ifNot: z.string().max(40).optional(),
});

/**
 * Files of a repository with what is in them.
 *
 * @public
 */
export const repositoryContentsSchema = z.object({
  commit: z.string(),
  committedAt: timestampSchema,
  /** Missing where it is still the commit that the caller has. */
  files: z
    .array(
      z.object({
        /** From the root of the repository. */
        path: z.string(),
        base64Content: z.string(),
        executable: z.boolean(),
      }),
    )
    .optional(),
});

/** @public */
export type RepositoryContents = z.infer<typeof repositoryContentsSchema>;

/** @public */
export const repositoryCommitSchema = z.object({
  commit: z.string(),
  message: z.string(),
  authorName: z.string(),
  committedAt: timestampSchema,
});

/** @public */
export type RepositoryCommit = z.infer<typeof repositoryCommitSchema>;

/** @public */
export const repositoryCommitsQuerySchema = z.object({
  limit: limitSchema.default(50),
  cursor: cursorSchema.optional(),
});

/** @public */
export const repositoryCommitsResponseSchema = z.object({
  /** Newest first. */
  items: z.array(repositoryCommitSchema),
  nextCursor: z.string().optional(),
});

/** @public */
export type RepositoryCommitsResponse = z.infer<
  typeof repositoryCommitsResponseSchema
>;

/** A line that goes into the header of a commit. */
const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}<>]+$/u, 'expected one line without < and >');

/**
 * The files of a repository as they shall be from now on, in one commit.
 *
 * @public
 */
export const publishCommitSchema = z.strictObject({
  /** The name unless told. */
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}]*$/u, 'expected one line')
    .optional(),
  owner: entityRefSchema,
  message: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .regex(
      /^(?:[\n\r\t]|\P{Cc})*$/u,
      'expected lines of text, without signs that steer a terminal',
    ),
  branch: z.literal('main').default('main'),
  author: z.strictObject({ name: lineSchema, email: lineSchema }),
  /** At most 2,000 with 20 megabytes together. */
  files: z
    .array(
      z.strictObject({
        path: repositoryPathSchema,
        base64Content: z.string(),
        executable: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(2000),
  /**
   * `create`: the repository is new. `replace`: these are all of its files from
   * now on; it is made where it is missing.
   */
  mode: z.enum(['create', 'replace']),
  /** The same id with the same files commits once, however often it is sent. */
  requestId: z.string().min(8).max(200),
});

/** @public */
export type PublishCommit = z.input<typeof publishCommitSchema>;

/** @public */
export const publishedCommitSchema = z.object({
  commit: z.string(),
  /** Of the repository's tree. */
  url: z.string(),
  /** For catalog:register; missing where there is no catalog file. */
  catalogInfoUrl: z.string().optional(),
  /** Whether the repository was made with it. */
  created: z.boolean(),
});

/** @public */
export type PublishedCommit = z.infer<typeof publishedCommitSchema>;
