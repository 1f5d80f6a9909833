import { NotFoundError } from '@backstage/errors';
import type {
  Sample,
  sampleQuerySchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CompiledControl,
  Framework,
  Verdict,
} from '@platform-ops/scorecards';
import type { z } from 'zod';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore, StoredFact } from '../database/FactStore';
import type { Interval, IntervalStore } from '../database/IntervalStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import { findAbove } from '../evaluate/evaluateFramework';
import { isMetAt, refsAbove } from '../evaluate/whereMet';
import { factsBoundTo, factsOfCheck, type Rules } from '../rulebook/Rules';
import { shownReason } from '../services/shownReason';
import { describeDraw, drawSample } from './drawSample';
import { readPeriod, type Period } from './readPeriod';

/** Of an entity in a framework, in which some control changed. */
const MOST_INTERVALS = 2000;
/** In so many of these it is looked for why. */
const MOST_READ = 100;

type Item = Sample['items'][number];
type Question = Period & { framework: Framework; control: CompiledControl };

/**
 * Draws entities of which a control was asked in a period, with what its
 * verdicts rested on.
 */
export class SampleReader {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #facts: FactStore;
  readonly #intervals: IntervalStore;
  readonly #now: () => Date;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    facts: FactStore;
    intervals: IntervalStore;
    now?: () => Date;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#intervals = options.intervals;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws NotFoundError where there is no such framework or control.
   */
  async draw(
    query: z.output<typeof sampleQuerySchema>,
    isVisible: IsVisible,
  ): Promise<Sample> {
    const framework = this.#rules.framework(query.framework);
    const control = framework?.controls.find(
      ({ definition }) => definition.id === query.control,
    );
    if (!framework || !control) {
      throw new NotFoundError(
        `There is no control ${query.control} of a framework ${query.framework}`,
      );
    }
    const period = readPeriod(query, this.#now());
    const question = { ...period, framework, control };
    const verdicts = await this.#verdictsOfAll(question, isVisible);
    const counts: Sample['counts'] = {};
    for (const last of [...verdicts.values()].map(all => all.at(-1))) {
      if (last) {
        counts[last] = (counts[last] ?? 0) + 1;
      }
    }
    const drawn = drawSample([...verdicts.keys()], query);
    const items = await this.#describe(drawn, question, isVisible);
    return {
      frameworkId: framework.id,
      frameworkTitle: framework.title,
      controlId: control.definition.id,
      citation: control.definition.citation,
      title: control.definition.title,
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      seed: query.seed,
      method: describeDraw(verdicts.size, query),
      population: verdicts.size,
      counts,
      items: items.map((item, index) => ({
        ...item,
        position: index + 1,
        changes: countChanges(verdicts.get(item.entityRef)!),
      })),
    };
  }

  /** What the control said in the period, of those of which it was asked. */
  async #verdictsOfAll(
    { framework, control, from, to }: Question,
    isVisible: IsVisible,
  ): Promise<Map<string, Array<Verdict | undefined>>> {
    const { id } = control.definition;
    const verdicts = new Map<string, Array<Verdict | undefined>>();
    for (const { entityRef, verdictOf } of await this.#intervals.inPeriod({
      frameworkId: framework.id,
      from,
      to,
    })) {
      if (isVisible(entityRef)) {
        const known = verdicts.get(entityRef);
        if (known) {
          known.push(verdictOf(id));
        } else {
          verdicts.set(entityRef, [verdictOf(id)]);
        }
      }
    }
    return new Map([...verdicts].filter(([, all]) => all.some(known => known)));
  }

  async #describe(
    refs: string[],
    question: Question,
    isVisible: IsVisible,
  ): Promise<Array<Omit<Item, 'position' | 'changes'>>> {
    const { framework, control } = question;
    const { id, metAt } = control.definition;
    const entities = await this.#entities.getMany(refs);
    const runs = await this.#lastRuns(refs, question);
    const above = await this.#findAbove([...entities.values()], question);
    const evidence = await this.#intervals.evidence([
      ...[...runs.values()].flatMap(run => [run[0], ...run.slice(-MOST_READ)]),
      ...[...above.values()],
    ]);
    const facts = await this.#facts.list([
      ...refs,
      ...[...above.values()].map(({ entityRef }) => entityRef),
    ]);
    return refs.map(entityRef => {
      const run = runs.get(entityRef)!;
      const last = run.at(-1)!;
      const entity = entities.get(entityRef);
      const verdict = last.verdictOf(id);
      const metBy =
        verdict && entity && !isMetAt(metAt, entity)
          ? above.get(entityRef)
          : last;
      const isShown = verdict && metBy && isVisible(metBy.entityRef);
      const stated = evidence.get(last.id)?.statedOf(id);
      return {
        entityRef,
        title: entity?.title ?? entityRef,
        ...(verdict && {
          verdict,
          since: run[0].from.toISOString(),
          reason: shownReason(
            run
              .toReversed()
              .map(interval => evidence.get(interval.id)?.reasonOf(id))
              .find(reason => reason !== undefined),
            isVisible,
          ),
          frameworkVersion: last.version ?? framework.spec.version,
          decisionId: stated?.decision,
          attestationId: stated?.attestation,
        }),
        ...(isShown &&
          metBy.entityRef !== entityRef && { metBy: metBy.entityRef }),
        facts: isShown
          ? this.#describeFacts(
              control,
              evidence.get(metBy.id)!.facts(),
              facts.get(metBy.entityRef) ?? [],
            )
          : [],
      };
    });
  }

  /** Of each the intervals since when its last verdict holds. */
  async #lastRuns(
    entityRefs: string[],
    { framework, control, to }: Question,
  ): Promise<Map<string, Interval[]>> {
    const { id } = control.definition;
    const runs = new Map<string, Interval[]>();
    for (const interval of await this.#intervals.before({
      frameworkId: framework.id,
      entityRefs,
      before: to,
      most: MOST_INTERVALS,
    })) {
      const run = runs.get(interval.entityRef);
      if (run && run[0].verdictOf(id) === interval.verdictOf(id)) {
        run.push(interval);
      } else {
        runs.set(interval.entityRef, [interval]);
      }
    }
    return runs;
  }

  /** What held at the end of the period where each inherits from by now. */
  async #findAbove(
    entities: ScorecardEntity[],
    { framework, control, to }: Question,
  ): Promise<Map<string, Interval>> {
    const { id, metAt } = control.definition;
    const refsOf = (entity: ScorecardEntity) =>
      isMetAt(metAt, entity)
        ? []
        : refsAbove(metAt, entity, this.#rules.organisation);
    const last = new Map(
      (
        await this.#intervals.before({
          frameworkId: framework.id,
          entityRefs: [...new Set(entities.flatMap(refsOf))],
          before: to,
          most: 1,
        })
      ).map(interval => [interval.entityRef, interval]),
    );
    return new Map(
      entities.flatMap(entity => {
        const above = findAbove(refsOf(entity), id, ref => {
          const interval = last.get(ref);
          const verdict = interval?.verdictOf(id);
          return (
            verdict && { verdict, isUpcoming: false, since: interval!.from }
          );
        });
        return above === 'unknown'
          ? []
          : [[entity.ref, last.get(above.entityRef)!] as const];
      }),
    );
  }

  #describeFacts(
    control: CompiledControl,
    hashes: Record<string, string>,
    current: StoredFact[],
  ): Item['facts'] {
    const types = new Set([
      ...(control.appliesWhen?.facts ?? []),
      ...control.checks.flatMap(id =>
        factsOfCheck(this.#rules.checks.get(id)!),
      ),
      ...factsBoundTo(control),
    ]);
    return Object.entries(hashes)
      .filter(([type]) => types.has(type))
      .map(([type, hash]) => {
        const same = current.find(
          fact => fact.type === type && fact.hash === hash,
        );
        return {
          type,
          title: this.#rules.types.get(type)?.title ?? type,
          hash,
          ...(same && {
            evidence: {
              value: same.value,
              source: same.source,
              query: same.query,
              population: same.population,
              collectedAt: same.collectedAt.toISOString(),
              collector: same.collector,
            },
          }),
        };
      });
  }
}

function countChanges(verdicts: Array<Verdict | undefined>): number {
  return verdicts.filter(
    (verdict, index) => index > 0 && verdict !== verdicts[index - 1],
  ).length;
}
