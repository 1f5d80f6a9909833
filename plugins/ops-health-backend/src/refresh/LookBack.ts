import type { ObservationStore } from '../database/ObservationStore';
import type { ResourceStore, StoredResource } from '../database/ResourceStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceRefresh } from './SourceRefresh';

const HOUR_MS = 60 * 60_000;
/** What runs for an hour or two a day is found in some of these. */
const HOURS_BACK = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24];
const ROUND_EVERY_MS = 6 * HOUR_MS;
/** What ran so recently the usual refreshes have seen. */
const RECENT_MS = HOUR_MS / 2;

/**
 * Finds what a source knows of entities that were scaled to zero before anybody
 * asked: without a reading nobody knew which charts of the past they have.
 *
 * @remarks
 *
 * Each run asks for one time of the past, all entities at once, and only while
 * there are such entities.
 */
export class LookBack {
  readonly #refresh: SourceRefresh;
  readonly #resources: ResourceStore;
  readonly #observations: ObservationStore;
  #step = 0;
  #roundStartedAt = -Infinity;

  constructor(options: {
    refresh: SourceRefresh;
    resources: ResourceStore;
    observations: ObservationStore;
  }) {
    this.#refresh = options.refresh;
    this.#resources = options.resources;
    this.#observations = options.observations;
  }

  async run(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
  }): Promise<void> {
    const hours = this.#nextStep(options.at.getTime());
    if (hours === undefined) {
      return;
    }
    const sourceId = this.#refresh.source.id;
    const known = await this.#observations.readSource(sourceId);
    const idle = [...idleEntities(await this.#resources.list())].filter(
      ([ref]) => !known.has(ref),
    );
    if (idle.length === 0) {
      return;
    }
    const then = new Date(options.at.getTime() - hours * HOUR_MS);
    const past = await this.#refresh.askPast({ ...options, at: then });
    for (const [entityRef, environments] of idle) {
      // In others it may run, and nobody said that it is idle there.
      const readings = (past.get(entityRef) ?? []).filter(({ environment }) =>
        environments.has(environment),
      );
      const observedAt =
        readings.length > 0
          ? await this.#refresh
              .findLast(readings[0], then, options.at, options.signal)
              .catch(() => undefined)
          : undefined;
      if (
        observedAt &&
        options.at.getTime() - observedAt.getTime() > RECENT_MS
      ) {
        await this.#observations.save([
          { entityRef, sourceId, observedAt, readings },
        ]);
      }
    }
  }

  #nextStep(now: number): number | undefined {
    if (
      this.#step === HOURS_BACK.length &&
      now - this.#roundStartedAt >= ROUND_EVERY_MS
    ) {
      this.#step = 0;
    }
    if (this.#step === 0) {
      this.#roundStartedAt = now;
    }
    return HOURS_BACK[this.#step] === undefined
      ? undefined
      : HOURS_BACK[this.#step++];
  }
}

/** Of which all that runs is idle, with the environments of that. */
function idleEntities(
  resources: StoredResource[],
): Map<string, Set<string | undefined>> {
  const idle = new Map<string, Set<string | undefined>>();
  const running = new Set<string>();
  for (const { resource, environment, entityRefs } of resources) {
    for (const ref of entityRefs) {
      if (resource.readiness === 'idle') {
        idle.set(ref, (idle.get(ref) ?? new Set()).add(environment));
      } else {
        running.add(ref);
      }
    }
  }
  return new Map([...idle].filter(([ref]) => !running.has(ref)));
}
