import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { createFetchTemplateAction } from '@backstage/plugin-scaffolder-backend';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { exampleOf } from '../context/exampleOf';

const ID = 'golden-path:fetch-shared';
const MOST_PIECES = 40;
const FILE = 'file://';

/**
 * Renders pieces that several templates share, by upstream's `fetch:template`.
 *
 * @remarks
 *
 * That action cannot leave the folder of the template, and pieces stand beside
 * it. So each piece is fetched as if the template stood one folder higher.
 */
export function createFetchSharedAction(options: {
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  requireScmUserCredentials?: boolean;
}) {
  const fetchTemplate = createFetchTemplateAction(options);
  return createTemplateAction({
    id: ID,
    description:
      'Renders pieces that several templates share into the workspace. They stand in shared/<piece>, beside the folder of the template or inside it. Only files named *.njk are rendered; paths are rendered too. A file that exists already stays, so that a template may have its own.',
    examples: [
      exampleOf('Add the pieces that every service has', {
        action: ID,
        id: 'shared',
        name: 'Add shared pieces',
        input: {
          pieces: ['catalog', 'docs', 'slo', 'ci-${{ parameters.ci }}'],
          values: { name: '${{ parameters.name }}' },
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        pieces: z =>
          z
            .array(
              z
                .string()
                .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
                .max(60),
            )
            .min(1)
            .max(MOST_PIECES)
            .describe('Names of folders in shared/'),
        values: z =>
          z
            .record(z.any())
            .describe('What templates read as values')
            .optional(),
        targetPath: z =>
          z
            .string()
            .describe(
              'Folder of the workspace; the workspace itself unless told',
            )
            .optional(),
        replace: z =>
          z
            .boolean()
            .describe('Takes the place of files that exist already')
            .optional(),
      },
    },
    async handler(ctx) {
      const baseUrl = ctx.templateInfo?.baseUrl;
      if (!baseUrl) {
        throw new InputError(
          `${ID} needs to know where its template is; the task does not say`,
        );
      }
      const { pieces, values = {}, targetPath, replace = false } = ctx.input;
      for (const piece of pieces) {
        ctx.signal?.throwIfAborted();
        ctx.logger.info(`Adding ${piece}`);
        await fetchTemplate.handler({
          ...ctx,
          // Upstream tells every file; ours is the line above.
          logger: ctx.logger.child({ piece }),
          templateInfo: {
            ...ctx.templateInfo!,
            baseUrl: besideShared(baseUrl, piece, options.integrations),
          },
          input: {
            url: `./shared/${piece}`,
            values,
            templateFileExtension: true,
            replace,
            ...(targetPath !== undefined && { targetPath }),
          },
        });
      }
    },
  });
}

/** Of a template that would have `shared/` in its own folder. */
function besideShared(
  baseUrl: string,
  piece: string,
  integrations: ScmIntegrations,
): string {
  if (!baseUrl.startsWith(FILE)) {
    return integrations.resolveUrl({ url: '../template.yaml', base: baseUrl });
  }
  // Upstream takes what follows as it is, without decoding.
  const folder = dirname(baseUrl.slice(FILE.length));
  // A preview brings the pieces along inside of the template's folder.
  const home = [folder, dirname(folder)].find(candidate =>
    existsSync(join(candidate, 'shared', piece)),
  );
  if (!home) {
    throw new InputError(
      `pieces: there is no ${piece} in shared/ beside the template`,
    );
  }
  return `${FILE}${join(home, 'template.yaml')}`;
}
