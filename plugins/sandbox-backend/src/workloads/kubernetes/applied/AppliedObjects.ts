import { isDeepStrictEqual } from 'node:util';
import { alignUp } from '../../simulation/time';
import type { ResourceName } from '../resources';
import { keyOf, type AppliedRecord, type Manifest } from './AppliedRecord';
import { checkManifest } from './checkManifest';
import { leavesOf, merge, without } from './mergeManifests';
import { StatusError } from './StatusError';

const MOST_OBJECTS = 1000;
const MOST_BYTES = 5_000_000;

/**
 * All objects that somebody applied to the cluster.
 */
export class AppliedObjects {
  readonly #now: () => number;
  readonly #keep: (records: readonly AppliedRecord[]) => void;
  #records: ReadonlyMap<string, AppliedRecord>;

  constructor(options: {
    now: () => number;
    records?: readonly AppliedRecord[];
    /** Called with all of them after each change. */
    keep?: (records: readonly AppliedRecord[]) => void;
  }) {
    this.#now = options.now;
    this.#keep = options.keep ?? (() => {});
    this.#records = new Map(
      (options.records ?? []).map(record => [keyOf(record), record]),
    );
  }

  get all(): AppliedRecord[] {
    return [...this.#records.values()];
  }

  of(resource: ResourceName): AppliedRecord[] {
    return this.all.filter(record => record.resource === resource);
  }

  find(place: Parameters<typeof keyOf>[0]): AppliedRecord | undefined {
    return this.#records.get(keyOf(place));
  }

  /**
   * Server-side apply: what a manager says is its own from then on.
   *
   * @throws StatusError where the object is not right, or where a field
   * belongs to another manager.
   */
  apply(
    place: Parameters<typeof keyOf>[0],
    manifest: Manifest,
    options: { manager: string; force: boolean; dryRun: boolean },
  ): { record: AppliedRecord; created: boolean } {
    const known = this.find(place);
    const before = known && manifestOf(known);
    const record = this.#changed(place, known, manifest, options);
    const wanted = manifestOf(record);
    checkManifest(place.resource, wanted, before);
    if (known && isDeepStrictEqual(record.managers, known.managers)) {
      return { record: known, created: false };
    }
    if (before && !isDeepStrictEqual(before.spec, wanted.spec)) {
      record.generation += 1;
      record.rolledOutAt = [...record.rolledOutAt, alignUp(this.#now())];
    }
    if (!options.dryRun) {
      this.#replace(new Map(this.#records).set(keyOf(place), record));
    }
    return { record, created: !known };
  }

  /** With a namespace all that is in it goes, too. */
  remove(record: AppliedRecord): void {
    const rest = this.all.filter(
      other =>
        other !== record &&
        (record.resource !== 'namespaces' || other.namespace !== record.name),
    );
    this.#replace(new Map(rest.map(each => [keyOf(each), each])));
  }

  #changed(
    place: Parameters<typeof keyOf>[0],
    known: AppliedRecord | undefined,
    manifest: Manifest,
    { manager, force }: { manager: string; force: boolean },
  ): AppliedRecord {
    const now = this.#now();
    const others = (known?.managers ?? []).filter(
      ({ name }) => name !== manager,
    );
    const wanted = leavesOf(manifest);
    const conflicts = others.flatMap(({ name, manifest: theirs }) =>
      [...leavesOf(theirs)]
        .filter(([path, value]) => {
          const mine = wanted.get(path);
          return mine !== undefined && mine !== value;
        })
        .map(([path]) => ({ name, path })),
    );
    if (conflicts.length && !force) {
      const told = conflicts.map(
        ({ name, path }) => `conflict with "${name}": ${path}`,
      );
      throw new StatusError(
        'Conflict',
        `Apply failed with ${conflicts.length} conflict${
          conflicts.length > 1 ? 's' : ''
        }: ${told.join('; ')}`,
        {
          causes: conflicts.map(({ name, path }) => ({
            reason: 'FieldManagerConflict',
            message: `conflict with "${name}"`,
            field: path,
          })),
        },
      );
    }
    const lost = new Set(conflicts.map(({ path }) => path));
    const mine = known?.managers.find(({ name }) => name === manager);
    const isSame = mine && isDeepStrictEqual(mine.manifest, manifest);
    return {
      ...place,
      createdAt: known?.createdAt ?? now,
      changedAt: now,
      generation: known?.generation ?? 1,
      rolledOutAt: known?.rolledOutAt ?? [],
      managers: [
        ...others.map(other => ({
          ...other,
          manifest: without(other.manifest, lost),
        })),
        { name: manager, at: isSame ? mine.at : now, manifest },
      ].sort((a, b) => a.name.localeCompare(b.name, 'en-US')),
    };
  }

  #replace(records: ReadonlyMap<string, AppliedRecord>): void {
    const all = [...records.values()];
    const grows = records.size > this.#records.size;
    if (
      grows &&
      (records.size > MOST_OBJECTS || JSON.stringify(all).length > MOST_BYTES)
    ) {
      throw new StatusError(
        'Forbidden',
        `exceeded quota: the sandbox keeps at most ${MOST_OBJECTS} objects and ${MOST_BYTES} bytes; delete some that you do not need`,
      );
    }
    this.#records = records;
    this.#keep(all);
  }
}

/**
 * What all managers together want.
 */
export function manifestOf({ managers }: AppliedRecord): Manifest {
  return managers.reduce(
    (merged, { manifest }) => merge(merged, manifest),
    {} as Manifest,
  );
}
