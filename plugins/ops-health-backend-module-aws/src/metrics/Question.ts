import { foldSeries } from './foldSeries';
import type { StreamGroup } from './groupStreams';
import type { Plan } from './planExpression';
import type { Span, Spans } from './spans';
import {
  keyOfQuery,
  type Series,
  type StatisticQuery,
} from './StatisticReader';

/** What has to be asked for the value of one group, and what it then is. */
export class Question {
  readonly group: StreamGroup;
  readonly #plan: Plan;
  readonly #window: number;
  /** Of each part of the plan. */
  readonly #spans: Span[];
  /** Of each part of the plan. */
  readonly #queries: StatisticQuery[][];

  static createAll(
    groups: StreamGroup[],
    plan: Plan,
    spans: Spans,
  ): Question[] {
    const spanOfPart = plan.parts.map(({ fold }) => spans.of(fold));
    return groups.map(
      group => new Question(group, plan, spans.window, spanOfPart),
    );
  }

  private constructor(
    group: StreamGroup,
    plan: Plan,
    window: number,
    spans: Span[],
  ) {
    this.group = group;
    this.#plan = plan;
    this.#window = window;
    this.#spans = spans;
    this.#queries = group.streams.map((streams, part) =>
      streams.map(stream => ({
        stream,
        statistic: plan.parts[part].statistic,
        ...spans[part],
      })),
    );
  }

  get queries(): StatisticQuery[] {
    return this.#queries.flat();
  }

  /** The value of the window that ends at a time. */
  valueAt(time: number, answers: Map<string, Series>): number | undefined {
    const values = this.#queries.map((queries, part) =>
      queries
        .map(query => {
          const series = answers.get(keyOfQuery(query));
          return series && 'points' in series
            ? foldSeries(series.points, this.#plan.parts[part].fold, {
                time,
                window: this.#window,
                ...this.#spans[part],
              })
            : undefined;
        })
        .filter(value => value !== undefined),
    );
    const value = this.#plan.combine(values, this.#window / 1000);
    return Number.isFinite(value) ? value : undefined;
  }
}
