import type {
  IncreaseExpression,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { InputError } from '@backstage/errors';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import { narrowQuestions, type CountSubject } from './narrowQuestions';
import type { CountPlan, PackCountPlan, QueryCountPlan } from './planCounts';

/** Good and all events; undefined where nothing is known. */
export interface EventCount {
  good: number;
  total: number;
}

interface Span {
  windowMs: number;
  at: Date;
}

/**
 * Counts the events of objectives. Those that count by the same metrics of the
 * same source are counted together: where they are few, by queries that name
 * their labels, else by one query for all entities.
 */
export class EventCounter {
  readonly #sources: Map<string, SourceRefresh>;
  readonly #index: JoinIndex;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<string, Promise<Map<string, number>>>();
  /** The label sets that are counted by an expression, by source and expression. */
  readonly #subjects = new Map<string, Map<string, CountSubject>>();

  constructor(options: {
    sources: Map<string, SourceRefresh>;
    index: JoinIndex;
    signal: AbortSignal;
  }) {
    this.#sources = options.sources;
    this.#index = options.index;
    this.#signal = options.signal;
  }

  /** Says beforehand what will be counted, so that nothing else is asked for. */
  expect(plans: Array<CountPlan | string>): void {
    for (const plan of plans) {
      if (typeof plan === 'string' || plan.kind !== 'pack') {
        continue;
      }
      const { rule, labels, extract, environment } = plan.reading;
      for (const expression of [plan.total, partOf(plan)]) {
        const key = subjectsKey(plan.sourceId, expression);
        const subjects = this.#subjects.get(key) ?? new Map();
        this.#subjects.set(key, subjects);
        subjects.set(keyOf(rule, labels, environment), {
          rule,
          labels,
          extract,
        });
      }
    }
  }

  /**
   * @throws where the source does not answer.
   */
  async count(plan: CountPlan, span: Span): Promise<EventCount | undefined> {
    return plan.kind === 'pack'
      ? this.#countByPack(plan, span)
      : this.#countByQueries(plan, span);
  }

  /**
   * Which part of a window was observed, 0..1, by the times at which the total
   * was there.
   */
  async measureCoverage(plan: CountPlan, span: Span): Promise<number> {
    if (plan.kind === 'queries') {
      return 1;
    }
    const { source, environments } = this.#source(plan.sourceId);
    const stepMs = Math.max(60_000, span.windowMs / 60);
    const { points } = await source.evaluateRange(
      {
        expression: { kind: 'rate', counters: plan.total.counters },
        labels: plan.reading.labels,
        extract: plan.reading.extract,
        environments,
        environment: plan.reading.environment,
        windowMs: Math.max(2 * 60_000, stepMs),
        from: new Date(span.at.getTime() - span.windowMs + stepMs),
        to: new Date(span.at.getTime() + stepMs),
        stepMs,
      },
      { signal: this.#signal },
    );
    return Math.min(1, points.length / Math.floor(span.windowMs / stepMs));
  }

  async #countByPack(
    plan: PackCountPlan,
    span: Span,
  ): Promise<EventCount | undefined> {
    const { rule, labels, environment } = plan.reading;
    const key = keyOf(rule, labels, environment);
    const [totals, parts] = await Promise.all([
      this.#increase(plan.sourceId, plan.total, span),
      this.#increase(plan.sourceId, partOf(plan), span),
    ]);
    const total = totals.get(key);
    if (total === undefined) {
      return undefined;
    }
    // A counter that never counted anything is not there.
    const part = parts.get(key) ?? 0;
    return { total, good: plan.bad ? Math.max(0, total - part) : part };
  }

  #increase(
    sourceId: string,
    expression: IncreaseExpression,
    span: Span,
  ): Promise<Map<string, number>> {
    const key = JSON.stringify([sourceId, expression, span]);
    let answer = this.#answers.get(key);
    if (!answer) {
      answer = this.#ask(sourceId, expression, span);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  async #ask(
    sourceId: string,
    expression: IncreaseExpression,
    span: Span,
  ): Promise<Map<string, number>> {
    const { source, environments } = this.#source(sourceId);
    const subjects = this.#subjects.get(subjectsKey(sourceId, expression));
    const questions = narrowQuestions({
      expression,
      index: this.#index,
      subjects: [...(subjects?.values() ?? [])],
    });
    const answers = await Promise.all(
      questions.map(question =>
        source.evaluate(
          { ...question, environments, ...span },
          { signal: this.#signal },
        ),
      ),
    );
    return new Map(
      answers
        .flatMap(({ rows }) => rows)
        .map(({ grouping, labels, environment, value }) => [
          keyOf(this.#index.ruleOf(grouping), labels, environment),
          value,
        ]),
    );
  }

  async #countByQueries(
    plan: QueryCountPlan,
    span: Span,
  ): Promise<EventCount | undefined> {
    const { source } = this.#source(plan.sourceId);
    const [total, part] = await Promise.all([
      this.#queryOne(source, plan.total, span),
      this.#queryOne(source, (plan.bad ?? plan.good)!, span),
    ]);
    if (total === undefined) {
      return undefined;
    }
    return {
      total,
      good:
        plan.bad === undefined ? part ?? 0 : Math.max(0, total - (part ?? 0)),
    };
  }

  async #queryOne(
    source: MetricSource,
    query: string,
    { windowMs, at }: Span,
  ): Promise<number | undefined> {
    const { rows } = await source.queryRaw!(
      query.replaceAll('$window', `${Math.round(windowMs / 1000)}s`),
      { signal: this.#signal, at },
    );
    if (rows.length > 1) {
      throw new InputError(
        `the query '${query}' gives ${rows.length} series; expected is one, e.g. by sum()`,
      );
    }
    const value = rows[0]?.value;
    if (value !== undefined && !(value >= 0 && Number.isFinite(value))) {
      throw new InputError(
        `the query '${query}' gives ${value}; expected is a number of events`,
      );
    }
    return value;
  }

  #source(id: string): SourceRefresh {
    return this.#sources.get(id)!;
  }
}

/** What is counted beside the total. */
function partOf(plan: PackCountPlan): IncreaseExpression {
  return (plan.bad ?? plan.good)!;
}

function subjectsKey(sourceId: string, expression: IncreaseExpression): string {
  return JSON.stringify([sourceId, expression]);
}

function keyOf(
  rule: string,
  labels: Record<string, string>,
  environment: string | undefined,
): string {
  const names = Object.keys(labels).sort();
  return JSON.stringify([
    rule,
    names.map(name => [name, labels[name]]),
    environment ?? null,
  ]);
}
