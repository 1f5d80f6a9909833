import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import {
  ANNOTATION_GOLDEN_PATH_VERSION,
  PATH_FILE,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { stringify } from 'yaml';
import { exampleOf } from '../context/exampleOf';
import { resolveInWorkspace } from '../context/readWorkspaceFile';
import { findSecret } from './findSecret';

const ID = 'golden-path:record';
const HEAD = `# Which golden path made this repository, and from what. The portal shows by it
# what a newer version of the path would change.
`;
/** More would make the file longer than the portal reads. */
const MOST_FILES = 500;

/**
 * Writes down where a repository came from.
 *
 * @param services - `repositoriesUrl`: what the addresses of the portal's own
 * repositories begin with.
 */
export function createRecordAction(
  services: { repositoriesUrl?: string } = {},
) {
  return createTemplateAction({
    id: ID,
    description: `Writes ${PATH_FILE}: the path, its version and the parameters, by which the portal shows what a newer version of the path would change.`,
    examples: [
      exampleOf('Write down the path and its parameters', {
        action: ID,
        id: 'record',
        name: 'Write down the path',
        input: { parameters: '${{ parameters }}' },
      }),
      exampleOf(
        'Write down its files too, as the last step before publishing',
        {
          action: ID,
          id: 'record-files',
          name: 'Write down the files',
          input: { parameters: '${{ parameters }}', files: true },
        },
      ),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        parameters: z =>
          z
            .record(z.any())
            .describe('The parameters of the template, without secrets'),
        files: z =>
          z
            .boolean()
            .describe(
              `Adds the digest of each file of the folder, of ${MOST_FILES} at most, by which the portal tells what people changed and which files are gone from the path. For the last step before publishing`,
            )
            .optional(),
        targetPath: z =>
          z
            .string()
            .describe(
              'Folder of the workspace; the workspace itself unless told',
            )
            .optional(),
      },
      output: {
        path: z => z.string().describe('Name of the template'),
        version: z => z.string().describe('Version of the path'),
        annotation: z =>
          z.string().describe('For platformops.io/golden-path: path@version'),
        repositoriesUrl: z =>
          z
            .string()
            .describe(
              "What the addresses of the portal's own repositories begin with; <name>.git, <name>/blob/main/<file> and <name>/tree/main/<folder> follow",
            )
            .optional(),
      },
    },
    async handler(ctx) {
      const { parameters, files = false, targetPath = '.' } = ctx.input;
      const { name, annotations } = ctx.templateInfo?.entity?.metadata ?? {};
      const version = annotations?.[ANNOTATION_GOLDEN_PATH_VERSION];
      if (!name || !version) {
        throw new InputError(
          `${ID} needs a template with the annotation ${ANNOTATION_GOLDEN_PATH_VERSION}, such as '1.0.0'; found is ${
            name ? `${name} without it` : 'a task without a template'
          }`,
        );
      }
      const secret = findSecret(parameters, ctx.secrets);
      if (secret !== undefined) {
        throw new InputError(
          `parameters.${secret}: found a secret of this task; give ${ID} the parameters without it`,
        );
      }
      const file = resolveInWorkspace(
        ctx.workspacePath,
        `${targetPath}/${PATH_FILE}`,
        'targetPath',
      );
      const digests = files
        ? await digestFiles(
            resolveInWorkspace(ctx.workspacePath, targetPath, 'targetPath'),
          )
        : undefined;
      if (files && !digests) {
        ctx.logger.warn(
          `There are more than ${MOST_FILES} files; they are not written down`,
        );
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(
        file,
        `${HEAD}${stringify(
          {
            path: name,
            version,
            parameters,
            ...(digests && { files: digests }),
          },
          { aliasDuplicateObjects: false, sortMapEntries: false },
        )}`,
      );
      ctx.output('path', name);
      ctx.output('version', version);
      ctx.output('annotation', `${name}@${version}`);
      ctx.output('repositoriesUrl', services.repositoriesUrl);
      ctx.logger.info(`Wrote ${PATH_FILE}: ${name} ${version}`);
    },
  });
}

/** Undefined where there are too many. */
async function digestFiles(
  folder: string,
): Promise<Record<string, string> | undefined> {
  const files = (
    await serializeDirectoryContents(folder, { gitignore: true })
  ).filter(({ path, symlink }) => path !== PATH_FILE && !symlink);
  if (files.length > MOST_FILES) {
    return undefined;
  }
  return Object.fromEntries(
    files
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, content }) => [
        path,
        `sha256:${createHash('sha256').update(content).digest('hex')}`,
      ]),
  );
}
