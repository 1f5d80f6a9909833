import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { allPages } from '../client/allPages';
import type { Asking, AwsSession } from '../client/AwsSession';
import type { Stream } from './Stream';

/** A statistic of a stream over some time. */
export interface StatisticQuery {
  stream: Stream;
  /** E.g. `Sum` or `p99`. */
  statistic: string;
  period: number;
  /** Inclusive, and a start of a period. */
  start: number;
  /** Exclusive. */
  end: number;
}

/** Start of a period and its value, in order; or why it could not be read. */
export type Series =
  | {
      points: Array<[number, number]>;
      /** Of the last period that has a value. */
      end: number;
    }
  | { failure: string };

/** AWS takes no more at once. */
const QUERIES_PER_REQUEST = 500;

/** What tells one query from another. */
export function keyOfQuery(query: StatisticQuery): string {
  const { stream, statistic, period, start, end } = query;
  return `${stream.key} ${statistic} ${period} ${start} ${end}`;
}

/** Asks for statistics, as many as go into a request at once. */
export class StatisticReader {
  readonly #session: AwsSession;
  readonly #client: CloudWatchClient;

  static create(
    session: AwsSession,
    client: CloudWatchClient,
  ): StatisticReader {
    return new StatisticReader(session, client);
  }

  private constructor(session: AwsSession, client: CloudWatchClient) {
    this.#session = session;
    this.#client = client;
  }

  /** By the key of the query. Each is to be there once. */
  read(
    queries: StatisticQuery[],
    asking: Asking,
  ): Map<string, Promise<Series>> {
    const bySpan = new Map<string, StatisticQuery[]>();
    for (const query of queries) {
      const span = `${query.start} ${query.end}`;
      bySpan.set(span, [...(bySpan.get(span) ?? []), query]);
    }
    const series = new Map<string, Promise<Series>>();
    for (const sameSpan of bySpan.values()) {
      for (let at = 0; at < sameSpan.length; at += QUERIES_PER_REQUEST) {
        const batch = sameSpan.slice(at, at + QUERIES_PER_REQUEST);
        const answer = this.#ask(batch, asking);
        batch.forEach((query, index) =>
          series.set(
            keyOfQuery(query),
            answer.then(all => all[index]),
          ),
        );
      }
    }
    return series;
  }

  /** In the order of the queries, which have the same start and end. */
  async #ask(batch: StatisticQuery[], asking: Asking): Promise<Series[]> {
    asking.log.count({ queries: batch.length });
    const [{ start, end }] = batch;
    const results = await allPages(
      token =>
        this.#session.send(
          this.#client,
          new GetMetricDataCommand({
            MetricDataQueries: batch.map((query, index) => ({
              Id: `m${index}`,
              MetricStat: {
                Metric: {
                  Namespace: query.stream.namespace,
                  MetricName: query.stream.name,
                  Dimensions: query.stream.dimensions,
                },
                Period: query.period / 1000,
                Stat: query.statistic,
              },
            })),
            StartTime: new Date(start),
            EndTime: new Date(end),
            ScanBy: 'TimestampAscending',
            NextToken: token,
          }),
          asking,
        ),
      page => {
        for (const { Code, Value } of page.Messages ?? []) {
          asking.log.warn(`CloudWatch says ${Code}: ${Value}`);
        }
        return page.MetricDataResults;
      },
      page => page.NextToken,
    );
    const byId = new Map<string, MetricDataResult[]>();
    for (const result of results) {
      const id = result.Id ?? '';
      byId.set(id, [...(byId.get(id) ?? []), result]);
    }
    return batch.map(({ period }, index) => {
      const series = toSeries(byId.get(`m${index}`) ?? [], period);
      asking.log.count({
        samples: 'points' in series ? series.points.length : 0,
      });
      return series;
    });
  }
}

/** One page may hold a part of a series, which the next one goes on with. */
function toSeries(pages: MetricDataResult[], period: number): Series {
  const status = pages.at(-1)?.StatusCode ?? 'no answer';
  if (status !== 'Complete') {
    return { failure: status };
  }
  const points = pages
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, index): [number, number] => [
        time.getTime(),
        Values[index],
      ]),
    )
    .filter(([, value]) => Number.isFinite(value))
    .sort(([a], [b]) => a - b);
  return { points, end: (points.at(-1)?.[0] ?? -Infinity) + period };
}
