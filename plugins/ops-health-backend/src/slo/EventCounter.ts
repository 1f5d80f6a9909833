import type {
  IncreaseExpression,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { InputError } from '@backstage/errors';
import type { JoinIndex } from '../joins/JoinIndex';
import type { SourceRefresh } from '../refresh/SourceRefresh';
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
 * same source are counted together, by one query for all entities.
 */
export class EventCounter {
  readonly #sources: Map<string, SourceRefresh>;
  readonly #index: JoinIndex;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<string, Promise<Map<string, number>>>();

  constructor(options: {
    sources: Map<string, SourceRefresh>;
    index: JoinIndex;
    signal: AbortSignal;
  }) {
    this.#sources = options.sources;
    this.#index = options.index;
    this.#signal = options.signal;
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
      this.#increase(plan.sourceId, (plan.bad ?? plan.good)!, span),
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
    const { rows } = await source.evaluate(
      { expression, groupings: this.#index.groupings, environments, ...span },
      { signal: this.#signal },
    );
    return new Map(
      rows.map(({ grouping, labels, environment, value }) => [
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
    return rows[0]?.value;
  }

  #source(id: string): SourceRefresh {
    return this.#sources.get(id)!;
  }
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
