import type { HealthSource } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  SourceForbiddenError,
  type EnvironmentMapping,
  type EnvironmentRule,
  type IndicatorPack,
  type MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';
import type { OwnAnswers, OwnQueries } from '../own/OwnQueries';
import { askSource, type SourceAnswers } from './askSource';
import { discoverSource, type Discovery } from './discoverSource';
import type { Question } from './planQuestions';
import type { Observation, Reading } from './Reading';
import { Attempts } from './Attempts';
import { sumCosts, type SourceStatus } from './SourceStatus';

const DISCOVER_EVERY_MS = 10 * 60_000;
/** New workloads are found sooner, yet not at the price of a listing each time. */
const DISCOVER_AGAIN_AFTER_MS = 60_000;
const MOST_ERRORS = 20;
const MOST_WARNINGS = 10;

/**
 * What a refresh of a source brought.
 */
export interface SourceRefreshResult {
  /** Undefined where the source told nothing: what it last said stays. */
  observations?: Observation[];
  /** What it was asked and did not answer, or not to the end. */
  open?: Question[];
  /** What it answered to queries of people; their readings are observed. */
  own?: OwnAnswers;
  /** Set where label sets were listed. */
  discovery?: Discovery;
  status: SourceStatus;
  succeeded: boolean;
}

/**
 * Asks one source of metrics, and knows from one time to the next what it has.
 */
export class SourceRefresh {
  readonly #source: MetricSource;
  readonly #packs: IndicatorPack[];
  readonly #environments: EnvironmentMapping;
  readonly #windowMs: number;
  readonly #attempts: Attempts;
  readonly #own: OwnQueries | undefined;

  #discovery: { value: Discovery; index: JoinIndex; at: number } | undefined;
  #rediscover = false;

  constructor(options: {
    source: MetricSource;
    packs: IndicatorPack[];
    environments: EnvironmentRule[];
    windowMs: number;
    refreshMs: number;
    /** Missing where the source takes no queries of people. */
    own?: OwnQueries;
  }) {
    this.#source = options.source;
    this.#packs = options.packs;
    this.#environments = {
      rules: options.environments,
      fallback: options.source.environment,
    };
    this.#windowMs = options.windowMs;
    this.#attempts = new Attempts(options.refreshMs);
    this.#own = options.own;
  }

  get source(): MetricSource {
    return this.#source;
  }

  get environments(): EnvironmentMapping {
    return this.#environments;
  }

  /** Forgets why it would wait, and what it knows of the source. */
  reset(): void {
    this.#discovery = undefined;
    this.#attempts.reset();
  }

  /**
   * @returns undefined while it is not yet time to ask a failing source again.
   */
  async run(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
  }): Promise<SourceRefreshResult | undefined> {
    return this.#attempts.make(options.at, () => this.#ask(options));
  }

  /**
   * What it knew of entities at a time in the past, by their refs; nothing where
   * it was not asked yet what it has.
   */
  async askPast(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
  }): Promise<SourceAnswers['readings']> {
    const discovery = this.#discovery?.value;
    if (!discovery) {
      return new Map();
    }
    const { readings } = await askSource({
      ...options,
      source: this.#source,
      discovery,
      environments: this.#environments,
      windowMs: this.#windowMs,
      isPast: true,
    });
    return readings;
  }

  /**
   * When a value of the past was there last, in steps of the window.
   */
  async findLast(
    reading: Reading,
    from: Date,
    to: Date,
    signal: AbortSignal,
  ): Promise<Date | undefined> {
    const expression = this.#discovery?.value.questions.find(
      ({ indicator, pack, position }) =>
        indicator === reading.indicator &&
        pack.id === reading.pack &&
        position === reading.expression,
    )?.expression;
    if (!expression) {
      return undefined;
    }
    const { points } = await this.#source.evaluateRange(
      {
        expression,
        labels: reading.labels,
        extract: reading.extract,
        environments: this.#environments,
        environment: reading.environment,
        windowMs: this.#windowMs,
        from,
        to,
        stepMs: this.#windowMs,
      },
      { signal },
    );
    const last = points.at(-1);
    return last && new Date(last[0]);
  }

  async #ask(options: {
    index: JoinIndex;
    at: Date;
    signal: AbortSignal;
  }): Promise<SourceRefreshResult> {
    const { index, at, signal } = options;
    const { discovery, isNew } = await this.#discover(index, at, signal);
    const [answers, lagMs] = await Promise.all([
      askSource({
        source: this.#source,
        discovery,
        index,
        environments: this.#environments,
        windowMs: this.#windowMs,
        at,
        signal,
      }),
      this.#source.measureLag?.({ signal }).catch(() => undefined),
    ]);
    this.#rediscover =
      answers.hasUnknownLabelSets || discovery.labelSets.length === 0;
    const state = stateOf(answers, discovery);
    const succeeded = state === 'connected' || state === 'partial';
    const own = succeeded
      ? await this.#own?.ask({ index, at, signal, measured: answers.readings })
      : undefined;
    for (const [ref, readings] of own?.readings ?? []) {
      answers.readings.set(ref, [
        ...(answers.readings.get(ref) ?? []),
        ...readings,
      ]);
    }
    const observations = [...answers.readings].map(([entityRef, readings]) => ({
      entityRef,
      sourceId: this.#source.id,
      observedAt: at,
      readings,
    }));
    const status: SourceStatus = {
      state,
      lagSeconds: lagMs === undefined ? undefined : lagMs / 1000,
      cost: sumCosts([
        ...(isNew ? discovery.costs : []),
        ...answers.costs,
        ...(own?.costs ?? []),
      ]),
      errors: describeFailures(answers, discovery, at),
      warnings: [
        ...new Set([
          ...discovery.warnings,
          ...answers.warnings,
          ...(own?.warnings ?? []),
        ]),
      ].slice(0, MOST_WARNINGS),
      packs: [...new Set(discovery.questions.map(({ pack }) => pack.id))],
      joins: {
        ...countStates(discovery),
        entities: answers.readings.size,
      },
    };
    return {
      observations: succeeded ? observations : undefined,
      open: answers.open,
      own,
      discovery: isNew ? discovery : undefined,
      status,
      succeeded,
    };
  }

  async #discover(
    index: JoinIndex,
    at: Date,
    signal: AbortSignal,
  ): Promise<{ discovery: Discovery; isNew: boolean }> {
    const known = this.#discovery;
    const age = known ? at.getTime() - known.at : Infinity;
    if (
      known &&
      known.index === index &&
      age < DISCOVER_EVERY_MS &&
      !(this.#rediscover && age >= DISCOVER_AGAIN_AFTER_MS)
    ) {
      return { discovery: known.value, isNew: false };
    }
    const value = await discoverSource({
      source: this.#source,
      packs: this.#packs,
      index,
      environments: this.#environments,
      signal,
    });
    this.#discovery = { value, index, at: at.getTime() };
    return { discovery: value, isNew: true };
  }
}

function stateOf(
  answers: SourceAnswers,
  discovery: Discovery,
): HealthSource['state'] {
  if (answers.failures.length === 0) {
    return 'connected';
  }
  if (answers.failures.length < discovery.questions.length) {
    return 'partial';
  }
  return answers.failures.every(
    ({ error }) => error instanceof SourceForbiddenError,
  )
    ? 'forbidden'
    : 'failing';
}

/** The same failure of many questions is one. */
function describeFailures(
  answers: SourceAnswers,
  discovery: Discovery,
  at: Date,
): SourceStatus['errors'] {
  const subjects = new Map<string, string[]>();
  for (const { message, subject } of answers.failures) {
    subjects.set(message, [...(subjects.get(message) ?? []), subject]);
  }
  return [...subjects].slice(0, MOST_ERRORS).map(([message, affected]) => ({
    at: at.toISOString(),
    message,
    ...(affected.length < discovery.questions.length && {
      subject: affected.join(', '),
    }),
  }));
}

function countStates(discovery: Discovery) {
  const count = (state: string) =>
    discovery.labelSets.filter(labelSet => labelSet.state === state).length;
  return {
    matched: count('matched'),
    unmatched: count('unmatched'),
    ambiguous: count('ambiguous'),
  };
}
