import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Timeline,
  timelineQuerySchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Framework } from '@platform-ops/scorecards';
import type { z } from 'zod';
import type { EntityStore } from '../database/EntityStore';
import type {
  Interval,
  IntervalEvidence,
  IntervalStore,
} from '../database/IntervalStore';
import type { ScorecardStore } from '../database/ScorecardStore';
import type { Rules } from '../rulebook/Rules';
import { shownReason } from '../services/shownReason';
import { addUpSpans, buildSpans, type ControlMoment } from './buildSpans';
import { readPeriod, type Period } from './readPeriod';

/** Changes of an entity in a framework. */
const MOST_INTERVALS = 10_000;
/** So far back it is looked for why a verdict is as it was at the beginning. */
const MOST_BEFORE = 200;

/**
 * Tells how the controls of a framework stood in a period.
 */
export class TimelineReader {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #scorecards: ScorecardStore;
  readonly #intervals: IntervalStore;
  readonly #now: () => Date;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    scorecards: ScorecardStore;
    intervals: IntervalStore;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#scorecards = options.scorecards;
    this.#intervals = options.intervals;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws NotFoundError where there is no such framework or entity, or it is
   *   not shown.
   */
  async read(
    query: z.output<typeof timelineQuerySchema>,
    isVisible: IsVisible,
  ): Promise<Timeline> {
    const { entityRef } = query;
    const framework = this.#rules.framework(query.framework);
    if (!framework) {
      throw new NotFoundError(`There is no framework ${query.framework}`);
    }
    const period = readPeriod(query, this.#now());
    const intervals = isVisible(entityRef)
      ? await this.#read(entityRef, framework.id, period)
      : [];
    if (
      intervals.length === 0 &&
      !(isVisible(entityRef) && (await this.#entities.get(entityRef)))
    ) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const evidence = await this.#intervals.evidence(intervals);
    const asked = await this.#asked(framework, entityRef, intervals, period);
    return {
      entityRef,
      frameworkId: framework.id,
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      controls: asked.map(control => {
        const spans = buildSpans(
          toMoments(control.id, intervals, evidence, isVisible),
          period,
        );
        return { ...control, spans, share: addUpSpans(spans, period) };
      }),
      standings: toStandings(framework, intervals, period),
    };
  }

  async #read(
    entityRef: string,
    frameworkId: string,
    { from, to }: Period,
  ): Promise<Interval[]> {
    const within = await this.#intervals.inPeriod({
      frameworkId,
      entityRefs: [entityRef],
      from,
      to,
      limit: MOST_INTERVALS + 1,
    });
    if (within.length > MOST_INTERVALS) {
      throw new InputError(
        `from: found '${from.toISOString()}', allowed are periods with at most ${MOST_INTERVALS} changes; choose a shorter one`,
      );
    }
    const before = await this.#intervals.before({
      frameworkId,
      entityRefs: [entityRef],
      before: new Date(from.getTime() + 1),
      most: MOST_BEFORE,
    });
    return [...before, ...within.filter(interval => interval.from > from)];
  }

  /** Controls that are asked, and those that were and are not any more. */
  async #asked(
    { id: frameworkId, controls }: Framework,
    entityRef: string,
    intervals: Interval[],
    { from }: Period,
  ) {
    const now = (await this.#scorecards.list([entityRef]))
      .get(entityRef)
      ?.find(scorecard => scorecard.frameworkId === frameworkId);
    const first = intervals.findLastIndex(interval => interval.from <= from);
    const inPeriod = intervals.slice(Math.max(first, 0));
    const known = controls.map(({ definition }) => definition);
    const former = new Set(inPeriod.flatMap(interval => interval.controls));
    known.forEach(({ id }) => former.delete(id));
    return [
      ...known.map(({ id, citation, title }) => ({ id, citation, title })),
      ...[...former].map(id => ({ id, citation: '', title: id })),
    ].filter(
      ({ id }) =>
        now?.verdicts.has(id) ||
        inPeriod.some(interval => interval.verdictOf(id)),
    );
  }
}

/** A reason is noted where a verdict begins, and holds until it ends. */
function toMoments(
  controlId: string,
  intervals: Interval[],
  evidence: ReadonlyMap<number, IntervalEvidence>,
  isVisible: IsVisible,
): ControlMoment[] {
  let last: ControlMoment | undefined;
  return intervals.map(({ id, from, version, verdictOf }) => {
    const verdict = verdictOf(controlId);
    const goesOn = last?.verdict === verdict && last?.version === version;
    const reason =
      shownReason(evidence.get(id)?.reasonOf(controlId), isVisible) ??
      (goesOn ? last?.reason : undefined);
    last = { from, verdict, version, reason };
    return last;
  });
}

function toStandings(
  { spec }: Framework,
  intervals: Interval[],
  { from }: Period,
): Timeline['standings'] {
  const standings: Timeline['standings'] = [];
  for (const interval of intervals) {
    const standing = {
      at: (interval.from > from ? interval.from : from).toISOString(),
      level: spec.mappingOnly ? undefined : interval.level,
      score: interval.score,
    };
    const last = standings.at(-1);
    if (last?.at === standing.at) {
      standings.pop();
    }
    const before = standings.at(-1);
    if (
      !before ||
      before.level !== standing.level ||
      before.score !== standing.score
    ) {
      standings.push(standing);
    }
  }
  return standings;
}
