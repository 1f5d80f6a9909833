import { isError } from '@backstage/errors';
import {
  PRODUCTION,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  EnvironmentMapping,
  MetricSource,
  QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import { environmentOf } from '../joins/environmentOf';
import type { JoinIndex } from '../joins/JoinIndex';
import type { Reading } from '../refresh/Reading';
import { askForAll } from './askForAll';
import { describeProblem, judgeAnswer } from './judgeAnswer';
import type { OwnIndicator } from './OwnIndicator';
import {
  readOwnIndicators,
  type OwnIndicatorConfig,
} from './readOwnIndicators';

/** Each is a query of its own with every refresh. */
const MOST_PER_SOURCE = 300;
const QUERY_TIMEOUT_MS = 5_000;
const SHORTEST_BUDGET_MS = 2_000;

/** A query for one entity. */
interface OwnQuestion {
  entityRef: string;
  indicator: OwnIndicator;
}

/** What a source answered to queries of people. */
export interface OwnAnswers {
  /** By the ref of the entity. */
  readings: Map<string, Reading[]>;
  /** Whether what gave a reading before was not answered now. */
  isOpen: (entityRef: string, reading: Reading) => boolean;
  readonly hasOpen: boolean;
  /** By the ref of the entity. */
  problems: Map<string, HealthProblem[]>;
  costs: QueryCost[];
  warnings: string[];
}

/**
 * Asks a source the queries that people defined: those for all entities, then
 * those for single ones. None of these can hurt another: each is asked alone, for
 * a few seconds at most, and all of them together take at most half of a refresh;
 * what finds no time then comes first the next time.
 */
export class OwnQueries {
  readonly #source: MetricSource;
  readonly #config: OwnIndicatorConfig;
  readonly #environments: EnvironmentMapping;
  readonly #budgetMs: number;
  #planned: { index: JoinIndex; questions: OwnQuestion[] } | undefined;
  #next = 0;

  constructor(options: {
    /** Takes queries of people. */
    source: MetricSource;
    config: OwnIndicatorConfig;
    environments: EnvironmentMapping;
    refreshMs: number;
  }) {
    this.#source = options.source;
    this.#config = options.config;
    this.#environments = options.environments;
    this.#budgetMs = Math.max(options.refreshMs / 2, SHORTEST_BUDGET_MS);
  }

  /**
   * @param options.measured - What packs read of the same source, by ref.
   */
  async ask(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
    measured: ReadonlyMap<string, Reading[]>;
  }): Promise<OwnAnswers> {
    const { index, at, measured } = options;
    const open = new Set<string>();
    const answers: OwnAnswers = {
      readings: new Map(),
      get hasOpen() {
        return open.size > 0;
      },
      isOpen: (entityRef, reading) =>
        open.has(openKey('', reading.indicator, reading.query)) ||
        open.has(openKey(entityRef, reading.indicator, reading.query)),
      problems: new Map(),
      costs: [],
      warnings: [],
    };
    const until = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(this.#budgetMs),
    ]);
    await this.#askForAll({ ...options, signal: until }, answers, open);
    const questions = this.#plan(index);
    const asked = questions.slice(0, MOST_PER_SOURCE);
    for (const { entityRef, indicator } of questions.slice(MOST_PER_SOURCE)) {
      add(answers.problems, entityRef, {
        text: `The query of ${indicator.name} is not asked: ${
          this.#source.id
        } has ${
          questions.length
        } queries for single entities, of which the first ${MOST_PER_SOURCE} are asked. Define it once for all entities under opsHealth.indicators.`,
      });
    }
    const first = asked.length ? this.#next % asked.length : 0;
    const waiting = [...asked.slice(first), ...asked.slice(0, first)];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { entityRef, indicator } = next;
        this.#next = until.aborted ? this.#next : asked.indexOf(next) + 1;
        if (
          until.aborted ||
          !(await this.#askOne(next, at, until, measured, answers))
        ) {
          open.add(openKey(entityRef, indicator.name, indicator.query));
        }
      }
    };
    await Promise.all(
      Array.from({ length: Math.max(1, this.#source.maxConcurrency) }, work),
    );
    return answers;
  }

  #plan(index: JoinIndex): OwnQuestion[] {
    if (this.#planned?.index !== index) {
      const questions = index.entities.flatMap(entity =>
        readOwnIndicators(entity, this.#config)
          .indicators.filter(({ source }) => source === this.#source.id)
          .map(indicator => ({ entityRef: entity.ref, indicator })),
      );
      this.#planned = { index, questions };
    }
    return this.#planned.questions;
  }

  async #askForAll(
    options: { index: JoinIndex; at: Date; signal: AbortSignal },
    answers: OwnAnswers,
    open: Set<string>,
  ): Promise<void> {
    const indicators = this.#config.indicators.filter(
      ({ source, isPerEntity }) => source === this.#source.id && !isPerEntity,
    );
    for (const indicator of indicators) {
      try {
        const { readings, cost, warnings } = await askForAll({
          ...options,
          indicator,
          source: this.#source,
          environments: this.#environments,
        });
        for (const { entityRef, reading } of readings) {
          add(answers.readings, entityRef, reading);
        }
        answers.costs.push(cost);
        answers.warnings.push(...warnings);
      } catch (error) {
        open.add(openKey('', indicator.name, indicator.query));
        answers.warnings.push(
          `The query of opsHealth.indicators ${
            indicator.name
          } was not answered: ${describeFailure(error)}`,
        );
      }
    }
  }

  /** @returns whether it has a value. */
  async #askOne(
    question: OwnQuestion,
    at: Date,
    until: AbortSignal,
    measured: ReadonlyMap<string, Reading[]>,
    answers: OwnAnswers,
  ): Promise<boolean> {
    const { entityRef, indicator } = question;
    try {
      const { rows, cost } = await this.#source.queryRaw!(indicator.query, {
        at,
        background: true,
        signal: AbortSignal.any([until, AbortSignal.timeout(QUERY_TIMEOUT_MS)]),
      });
      answers.costs.push(cost);
      // Not all entities have what is asked for all of them.
      if (indicator.origin === 'config' && rows.length === 0) {
        return false;
      }
      const judgement = judgeAnswer(indicator, rows);
      if ('problem' in judgement) {
        add(answers.problems, entityRef, judgement.problem);
        return false;
      }
      add(answers.readings, entityRef, {
        indicator: indicator.name,
        definition: indicator.definition,
        environment: this.#environmentOf(
          judgement.labels,
          measured.get(entityRef) ?? [],
        ),
        value: judgement.value,
        note: judgement.note,
        pack: indicator.origin,
        expression: 0,
        rule: '',
        labels: {},
        query: indicator.query,
        dimension: indicator.dimension,
      });
      return true;
    } catch (error) {
      // That there was no time left says nothing about the query.
      if (!until.aborted) {
        add(
          answers.problems,
          entityRef,
          describeProblem(
            indicator,
            isError(error) && error.name === 'InputError'
              ? `is refused: ${describeFailure(error)}`
              : `was not answered: ${describeFailure(error)}`,
          ),
        );
      }
      return false;
    }
  }

  /**
   * What a query adds up has no labels that tell the environment. Then it
   * counts for production, unless nothing of the entity does.
   */
  #environmentOf(
    labels: Record<string, string>,
    measured: Reading[],
  ): string | undefined {
    const told = environmentOf(labels, this.#environments);
    const hasProduction = measured.length
      ? measured.some(({ environment }) => environment === PRODUCTION)
      : this.#environments.rules.length > 0;
    return told ?? (hasProduction ? PRODUCTION : undefined);
  }
}

function openKey(entityRef: string, name: string, query: string | undefined) {
  return JSON.stringify([entityRef, name, query]);
}

function add<T>(map: Map<string, T[]>, ref: string, item: T): void {
  map.set(ref, [...(map.get(ref) ?? []), item]);
}
