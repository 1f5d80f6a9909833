import { readFile, stat } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import {
  resolveSafeChildPath,
  type LoggerService,
  type RootConfigService,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError, isError, NotModifiedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  ANNOTATION_SLO,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { parseOpenSlo, type SloDefinition } from '@platform-ops/slo';
import type { ChangeStore } from '../database/ChangeStore';
import type { SloFile, SloStore } from '../database/SloStore';
import type { HealthEntity } from '../entities/HealthEntity';
import { entitySlo } from './EntitySlo';
import { findObjectiveChanges } from './findObjectiveChanges';

const READ_EVERY_MS = 10 * 60_000;
const MOST_AT_ONCE = 4;
const MOST_BYTES = 256 * 1024;
const MOST_PROBLEMS = 20;

/**
 * Reads the OpenSLO files that entities name. A file that cannot be read keeps
 * the objectives that it had, and the entity says so.
 */
export class SloFileReader {
  readonly #reader: UrlReaderService;
  readonly #logger: LoggerService;
  readonly #store: SloStore;
  readonly #changes: ChangeStore;
  readonly #integrations: ScmIntegrations;
  readonly #catalogQueries: boolean;

  constructor(options: {
    config: RootConfigService;
    urlReader: UrlReaderService;
    logger: LoggerService;
    slos: SloStore;
    changes: ChangeStore;
    /** Whether SLOs of files may hold queries. */
    catalogQueries: boolean;
  }) {
    this.#reader = options.urlReader;
    this.#logger = options.logger;
    this.#store = options.slos;
    this.#changes = options.changes;
    this.#integrations = ScmIntegrations.fromConfig(options.config);
    this.#catalogQueries = options.catalogQueries;
  }

  /** Reads what is due. */
  async read(entities: HealthEntity[], now: Date): Promise<void> {
    const files = await this.#store.listFiles();
    const waiting: Array<{ entity: HealthEntity; known?: SloFile }> = [];
    for (const entity of entities) {
      const path = entity.annotations[ANNOTATION_SLO];
      const known = files.get(entity.ref);
      files.delete(entity.ref);
      if (path === undefined) {
        if (known) {
          const removed = await this.#store.removeFile(entity.ref);
          await this.#changes.add(findObjectiveChanges(removed, [], now));
        }
      } else if (
        known?.path !== path ||
        now.getTime() - known.readAt.getTime() >= READ_EVERY_MS
      ) {
        waiting.push({
          entity,
          known: known?.path === path ? known : undefined,
        });
      }
    }
    for (const ref of files.keys()) {
      await this.#store.removeFile(ref);
    }
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await this.#readOne(next.entity, next.known, now);
      }
    };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  }

  async #readOne(
    entity: HealthEntity,
    known: SloFile | undefined,
    now: Date,
  ): Promise<void> {
    const path = entity.annotations[ANNOTATION_SLO];
    const file = { entityRef: entity.ref, path, readAt: now };
    try {
      const { text, etag } = await this.#readText(entity, path, known?.etag);
      const { slos, problems } = parseOpenSlo(text);
      const refused = this.#catalogQueries ? [] : slos.filter(isMadeOfQueries);
      const own = slos
        .filter(definition => !refused.includes(definition))
        .map(definition => entitySlo(entity.ref, 'annotation', definition));
      const before = await this.#store.replace('annotation', entity.ref, own);
      await this.#changes.add(findObjectiveChanges(before, own, now));
      await this.#store.saveFile({
        ...file,
        etag,
        problems: [
          ...refused.map(({ name }) => ({
            text: `${path}: ${noQueries(name)}`,
          })),
          ...problems.map(({ message }) => ({ text: `${path}: ${message}.` })),
        ].slice(0, MOST_PROBLEMS),
      });
    } catch (error) {
      if (isError(error) && error.name === NotModifiedError.name) {
        await this.#store.saveFile({ ...known!, readAt: now });
        return;
      }
      const message = describeFailure(error);
      this.#logger.debug(`${path} of ${entity.ref}: ${message}`);
      await this.#store.saveFile({
        ...file,
        etag: known?.etag,
        problems: [unreadable(path, message)],
      });
    }
  }

  async #readText(
    entity: HealthEntity,
    path: string,
    etag: string | undefined,
  ): Promise<{ text: string; etag?: string }> {
    checkPath(path);
    const location = entity.annotations[ANNOTATION_LOCATION];
    const folder = entity.annotations[ANNOTATION_SOURCE_LOCATION];
    const source = folder ?? location;
    if (!source) {
      throw new InputError('the entity does not say where it comes from');
    }
    const { type, target } = parseLocationRef(source);
    if (type === 'url') {
      const url = this.#integrations.resolveUrl({
        url: path,
        base: folder && !target.endsWith('/') ? `${target}/` : target,
      });
      const response = await this.#reader.readUrl(url, { etag });
      const buffer = await response.buffer();
      return { text: bounded(buffer), etag: response.etag };
    }
    // Only the catalog itself writes this annotation; another could name any file.
    const own = location ? parseLocationRef(location) : undefined;
    if (own?.type !== 'file') {
      throw new InputError(
        `a location of the type '${type}' cannot be read; allowed are url, and file where the catalog reads files`,
      );
    }
    const file = resolveSafeChildPath(dirname(own.target), path);
    if ((await stat(file)).size > MOST_BYTES) {
      throw tooLarge();
    }
    return { text: bounded(await readFile(file)) };
  }
}

/** Stays below the folder that the location names. */
function checkPath(path: string): void {
  const normal = posix.normalize(path);
  if (normal.startsWith('..') || normal.startsWith('/') || /^\w+:/.test(path)) {
    throw new InputError(
      `'${path}' leads out of the entity's location; expected is a path below it`,
    );
  }
}

function bounded(buffer: Buffer): string {
  if (buffer.length > MOST_BYTES) {
    throw tooLarge();
  }
  return buffer.toString('utf8');
}

function tooLarge(): InputError {
  return new InputError(`it is larger than ${MOST_BYTES / 1024} kB`);
}

function unreadable(path: string, message: string): HealthProblem {
  return {
    text: `The file ${path} of the annotation ${ANNOTATION_SLO} could not be read: ${message}.`,
    annotation: { name: ANNOTATION_SLO, value: 'slo.yaml' },
  };
}

function isMadeOfQueries({ indicator }: SloDefinition): boolean {
  return indicator.kind === 'queries';
}

function noQueries(name: string): string {
  return `${name} is made of queries, and this portal asks none that come from the catalog. Use an indicator of the portal (\`metricSource.type: Indicator\`), or ask who runs it to allow them by opsHealth.rawQueries.fromCatalog, or to put it under opsHealth.slos.`;
}
