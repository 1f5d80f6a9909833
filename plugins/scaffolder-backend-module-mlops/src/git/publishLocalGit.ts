import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import type { GoldenPathsService } from '@platform-ops/backstage-plugin-golden-paths-node';
import { exampleOf } from '../context/exampleOf';
import { resolveInWorkspace } from '../context/readWorkspaceFile';
import { findSecret } from '../paths/findSecret';
import { describeAuthor } from './describeAuthor';

const ID = 'publish:local-git';
const MEGABYTE = 1_000_000;
const MOST_BYTES = 20 * MEGABYTE;
const MOST_FILES = 2000;

/**
 * Publishes to a Git repository that the portal keeps.
 */
export function createPublishLocalGitAction(options: {
  goldenPaths: GoldenPathsService;
  /** Of the portal's pages. */
  appUrl?: string;
}) {
  return createTemplateAction({
    id: ID,
    description:
      'Publishes the workspace as a Git repository that the portal itself keeps, serves and shows. Needs no account anywhere. What .gitignore names stays out.',
    examples: [
      exampleOf('Publish to a repository of the portal', {
        action: ID,
        id: 'publish',
        name: 'Publish',
        input: {
          name: '${{ parameters.name }}',
          title: '${{ parameters.title }}',
          owner: '${{ parameters.owner }}',
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .min(3)
            .max(40)
            .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
            .describe('Of the repository'),
        owner: z =>
          z.string().min(1).max(400).describe('Ref of the group or user'),
        title: z =>
          z.string().min(1).max(200).describe('For people').optional(),
        message: z =>
          z.string().min(1).max(4000).describe('Of the commit').optional(),
        sourcePath: z =>
          z
            .string()
            .describe(
              'Folder of the workspace; the workspace itself unless told',
            )
            .optional(),
        mode: z =>
          z
            .enum(['create', 'replace'])
            .describe(
              'create (unless told): there is none of that name. replace: these are all of its files from now on',
            )
            .optional(),
      },
      output: {
        remoteUrl: z => z.string().describe("Of the repository's page"),
        repoContentsUrl: z => z.string().describe('Of its files'),
        commitHash: z => z.string(),
        catalogInfoUrl: z =>
          z
            .string()
            .describe('For catalog:register; missing without catalog-info.yaml')
            .optional(),
      },
    },
    async handler(ctx) {
      const { name, title, mode = 'create' } = ctx.input;
      const owner = fullRef(ctx.input.owner);
      const pageUrl =
        options.appUrl && `${options.appUrl}/repositories/${name}`;
      const source = resolveInWorkspace(
        ctx.workspacePath,
        ctx.input.sourcePath ?? '.',
        'sourcePath',
      );
      const files = await serializeDirectoryContents(source, {
        gitignore: true,
      });
      checkFiles(files);
      for (const { path, content } of files) {
        const found = findSecret({ [path]: content.toString() }, ctx.secrets);
        if (found !== undefined) {
          throw new InputError(
            `${found}: found a secret of this task; a repository is read by many`,
          );
        }
      }
      const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
      const amount = `${files.length} files (${bytes} bytes)`;

      if (ctx.isDryRun) {
        ctx.logger.info(`Would publish ${amount} as ${name} of ${owner}`);
        const url = pageUrl ?? `https://portal.example.com/${name}`;
        ctx.output('remoteUrl', url);
        ctx.output('repoContentsUrl', url);
        ctx.output('commitHash', '0'.repeat(40));
        ctx.output('catalogInfoUrl', `${url}/catalog-info.yaml`);
        return;
      }
      const published = await ctx.checkpoint({
        key: `${ID}.${name}`,
        fn: async () => {
          const { commit, url, catalogInfoUrl } =
            await options.goldenPaths.publish(
              name,
              {
                ...(title !== undefined && { title }),
                owner,
                message:
                  ctx.input.message ??
                  `Create ${title ?? name} from a golden path`,
                branch: 'main',
                author: describeAuthor(ctx.user),
                files: files.map(({ path, content, executable }) => ({
                  path,
                  base64Content: content.toString('base64'),
                  executable: executable ?? false,
                })),
                mode,
                // The same when the task is tried again.
                requestId: `${ctx.task.id}.${ctx.step?.id ?? ID}.${name}`.slice(
                  -200,
                ),
              },
              {
                credentials: await ctx.getInitiatorCredentials(),
                signal: ctx.signal,
              },
            );
          return {
            commit,
            url,
            ...(catalogInfoUrl !== undefined && { catalogInfoUrl }),
          };
        },
      });
      ctx.logger.info(`Published ${amount} as ${name}: ${published.commit}`);
      ctx.output('remoteUrl', pageUrl ?? published.url);
      ctx.output('repoContentsUrl', published.url);
      ctx.output('commitHash', published.commit);
      if (published.catalogInfoUrl !== undefined) {
        ctx.output('catalogInfoUrl', published.catalogInfoUrl);
      }
    },
  });
}

/** Pickers of entities leave out what is usual. */
function fullRef(owner: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(owner, { defaultKind: 'group' }));
  } catch (error) {
    throw new InputError(
      `owner: found '${owner}'; expected is a ref such as group:default/radiology`,
      error,
    );
  }
}

function checkFiles(
  files: Array<{ path: string; content: Buffer; symlink?: boolean }>,
): void {
  const link = files.find(({ symlink }) => symlink);
  if (link) {
    throw new InputError(
      `${link.path} is a symbolic link; such repositories hold files alone`,
    );
  }
  if (files.length === 0 || files.length > MOST_FILES) {
    throw new InputError(
      `sourcePath: found ${files.length} files; allowed are 1 to ${MOST_FILES}`,
    );
  }
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > MOST_BYTES) {
    throw new InputError(
      `sourcePath: found ${bytes} bytes; allowed are ${MOST_BYTES}`,
    );
  }
}
