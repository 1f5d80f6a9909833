import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_GOLDEN_PATH,
  PATH_FILE,
  type PathDifference,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import { gte } from 'semver';
import { toMadeEntity, type MadeEntity } from '../catalog/MadeEntity';
import type { PathCatalog } from '../catalog/PathCatalog';
import { toPathTemplate } from '../catalog/PathTemplate';
import type { DryRun } from '../preview/DryRun';
import type { PathRenderer } from '../preview/PathRenderer';
import { compareFiles } from './compareFiles';
import { parsePathFile, type PathFile } from './parsePathFile';
import type { SourceRepositories } from './SourceRepositories';

const TIMEOUT_MS = 60_000;

/**
 * Shows what the newest version of its path would change in the repository of an
 * entity.
 */
export class DifferenceService {
  readonly #catalog: PathCatalog;
  readonly #renderer: PathRenderer;
  readonly #repositories: SourceRepositories;

  constructor(options: {
    pathCatalog: PathCatalog;
    pathRenderer: PathRenderer;
    sourceRepositories: SourceRepositories;
  }) {
    this.#catalog = options.pathCatalog;
    this.#renderer = options.pathRenderer;
    this.#repositories = options.sourceRepositories;
  }

  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PathDifference> {
    const { templates } = await this.#catalog.read(credentials);
    const entity = await this.#catalog.getEntity(entityRef, credentials);
    const made = toMadeEntity(entity);
    if (!made) {
      throw new NotFoundError(
        `${entityRef} came from no golden path: it has no readable annotation ${ANNOTATION_GOLDEN_PATH}`,
      );
    }
    const known = templates.find(made.madeBy.name);
    if (!known) {
      throw new NotFoundError(
        `${entityRef} came from the path ${made.madeBy.name}, which is not in the catalog, or you may not see it`,
      );
    }
    const template = await this.#catalog.getEntity(
      known.templateRef,
      credentials,
    );
    const to = readVersion(template);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const source = await this.#repositories.open(entity, credentials);
    const written = parsePathFile(await source.readPathFile(signal));
    checkSame(written, made);
    const { version: from, files: recorded } = written;
    const difference = {
      entityRef,
      templateRef: known.templateRef,
      from,
      to,
      isRecorded: recorded !== undefined,
    };
    if (gte(from, to)) {
      return { ...difference, files: [] };
    }
    const { files } = await this.#render(template, written, credentials);
    const there = await source.readFiles(
      new Set([
        ...files.map(file => file.path),
        ...Object.keys(recorded ?? {}),
      ]),
      signal,
    );
    return {
      ...difference,
      files: await compareFiles({ made: files, there, recorded }),
    };
  }

  async #render(
    template: Entity,
    { parameters }: PathFile,
    credentials: BackstageCredentials,
  ): Promise<DryRun> {
    try {
      return await this.#renderer.render(
        template,
        parameters as JsonObject,
        credentials,
      );
    } catch (error) {
      if (error instanceof InputError) {
        throw new ConflictError(
          `The newest version cannot be rendered with the parameters in ${PATH_FILE}: ${error.message}`,
        );
      }
      throw error;
    }
  }
}

/** As it is now: what is remembered of all templates may be older. */
function readVersion(template: Entity): string {
  const path = toPathTemplate(template);
  if (!path || path.problem !== undefined) {
    throw new ConflictError(
      path?.problem ??
        `${stringifyEntityRef(template)} is no golden path any more`,
    );
  }
  return path.version;
}

function checkSame(
  { path }: PathFile,
  { entityRef, madeBy }: MadeEntity,
): void {
  if (path.toLocaleLowerCase('en-US') !== madeBy.name) {
    throw new ConflictError(
      `${entityRef} says that it came from ${madeBy.name}, and ${PATH_FILE} of its repository says ${path}`,
    );
  }
}
