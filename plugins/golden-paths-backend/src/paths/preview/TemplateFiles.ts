import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { allowedFolder } from './allowedFolder';
import { FolderBudget } from './FolderBudget';
import type { FolderFile } from './FolderFile';
import { readLocalFolder } from './readLocalFolder';
import { RemoteFolders } from './RemoteFolders';

const SHARED = 'shared';

/**
 * Reads what a template is made of: its folder, and `shared/` beside it, from
 * which several templates take pieces.
 */
export class TemplateFiles {
  readonly #remote: RemoteFolders;
  readonly #integrations: ScmIntegrations;

  constructor(options: {
    urlReader: UrlReaderService;
    integrations: ScmIntegrations;
  }) {
    this.#remote = new RemoteFolders(options);
    this.#integrations = options.integrations;
  }

  /**
   * @returns the files of the template at the root, and pieces below `shared/`;
   *   what a template has in a folder of that name itself goes first.
   */
  async read(template: Entity, signal: AbortSignal): Promise<FolderFile[]> {
    const budget = new FolderBudget(stringifyEntityRef(template));
    const url = this.#urlOf(template);
    const [own, shared] = url
      ? await this.#readRemote(url, budget, signal)
      : await readLocal(await allowedFolder(template), budget);
    if (own.length === 0) {
      throw new ConflictError(
        `${stringifyEntityRef(
          template,
        )} cannot be previewed: its folder is empty, or not there any more`,
      );
    }
    return [
      ...new Map(
        [
          ...shared.map(file => ({ ...file, path: `${SHARED}/${file.path}` })),
          ...own,
        ].map(file => [file.path, file]),
      ).values(),
    ];
  }

  async #readRemote(url: string, budget: FolderBudget, signal: AbortSignal) {
    const read = (path: string) =>
      this.#remote.read(
        this.#integrations.resolveUrl({ url: path, base: url }),
        { budget, signal },
      );
    try {
      return [await read('./'), await read(`../${SHARED}/`)];
    } catch (error) {
      if (error instanceof ConflictError || error instanceof NotAllowedError) {
        throw error;
      }
      throw new ServiceUnavailableError(
        `The files of the template could not be read: ${describeFailure(
          error,
        )}`,
      );
    }
  }

  /** Where the scaffolder finds it; undefined where that is a file. */
  #urlOf(template: Entity): string | undefined {
    const annotations = template.metadata.annotations ?? {};
    const location =
      annotations[ANNOTATION_SOURCE_LOCATION] ??
      annotations[ANNOTATION_LOCATION];
    const { type, target } = parseLocationRef(location ?? 'none:none');
    return type === 'url' ? target : undefined;
  }
}

async function readLocal(folder: string, budget: FolderBudget) {
  const shared = join(folder, '..', SHARED);
  const isThere = (await realpath(shared).catch(() => '')) === shared;
  return [
    await readLocalFolder(folder, budget),
    // A link could lead anywhere.
    isThere ? await readLocalFolder(shared, budget) : [],
  ];
}
