import { InputError, NotFoundError } from '@backstage/errors';
import {
  compareIndicators,
  PRODUCTION,
  type GetSeriesQuery,
  type GetSeriesResponse,
  type IndicatorSeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  EvaluateRangeRequest,
  IndicatorPack,
  MetricExpression,
  MetricSource,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { OpsHealthConfig } from '../config';
import type { ObservationStore } from '../database/ObservationStore';
import { readOwnCourse, type Course } from '../own/readOwnCourse';
import type { SourceRefresh } from '../refresh/SourceRefresh';
import { UNMAPPED } from '../state/deriveHealth';
import type { ObservedReading } from '../state/ObservedReading';
import type { SeriesCache } from './SeriesCache';

const DEFAULT_POINTS = 120;
const MOST_INDICATORS = 12;
const LONGEST_SPAN_MS = 400 * 86_400_000;
/** Steps that people know; a chart of any span has about as many points. */
const STEPS_SECONDS = [
  15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200,
  86_400,
];

type ParsedQuery = Omit<GetSeriesQuery, 'points' | 'compareOffsetSeconds'> & {
  points?: number;
  compareOffsetSeconds?: number;
};

/**
 * Reads the course of indicators from the sources that tell them.
 */
export class SeriesService {
  readonly #config: OpsHealthConfig;
  readonly #packs: Map<string, IndicatorPack>;
  readonly #sources: Map<string, SourceRefresh>;
  readonly #observations: ObservationStore;
  readonly #cache: SeriesCache<Course>;

  constructor(options: {
    config: OpsHealthConfig;
    packs: IndicatorPack[];
    sources: Map<string, SourceRefresh>;
    observations: ObservationStore;
    cache: SeriesCache<Course>;
  }) {
    this.#config = options.config;
    this.#packs = new Map(options.packs.map(pack => [pack.id, pack]));
    this.#sources = options.sources;
    this.#observations = options.observations;
    this.#cache = options.cache;
  }

  async get(query: ParsedQuery): Promise<GetSeriesResponse> {
    const from = Date.parse(query.from);
    const to = Date.parse(query.to);
    if (to <= from || to - from > LONGEST_SPAN_MS) {
      throw new InputError(
        `to: found ${query.to}; expected is a time after from (${query.from}), at most 400 days later`,
      );
    }
    const stepMs = chooseStep(to - from, query.points ?? DEFAULT_POINTS) * 1000;
    const readings = await this.#choose(query);
    const results = await Promise.all(
      readings.map(reading =>
        this.#read(reading, {
          from,
          to,
          stepMs,
          offsetMs:
            query.compareOffsetSeconds === undefined
              ? undefined
              : query.compareOffsetSeconds * 1000,
        }),
      ),
    );
    return {
      stepSeconds: stepMs / 1000,
      series: results.filter(result => 'points' in result),
      failures: results.filter(result => 'message' in result),
    };
  }

  /** One reading for each indicator, in the environment that is asked for. */
  async #choose(query: ParsedQuery): Promise<ObservedReading[]> {
    const all = await this.#observations.read(query.entityRef);
    const environment =
      query.environment ??
      (all.some(reading => reading.environment === PRODUCTION)
        ? PRODUCTION
        : UNMAPPED);
    const wanted = query.indicator as string[] | undefined;
    const chosen = new Map<string, ObservedReading>();
    for (const reading of all) {
      if (
        (reading.environment ?? UNMAPPED) === environment &&
        (wanted === undefined || wanted.includes(reading.indicator)) &&
        !chosen.has(reading.indicator)
      ) {
        chosen.set(reading.indicator, reading);
      }
    }
    return [...chosen.values()]
      .sort((a, b) => compareIndicators(a.indicator, b.indicator))
      .slice(0, MOST_INDICATORS);
  }

  async #read(
    reading: ObservedReading,
    span: { from: number; to: number; stepMs: number; offsetMs?: number },
  ): Promise<IndicatorSeries | { indicator: string; message: string }> {
    try {
      const { source, request } = this.#toRequest(reading, span);
      const [now, then] = await Promise.all([
        this.#ask(source, reading, request, 'now'),
        span.offsetMs === undefined
          ? undefined
          : this.#ask(source, reading, shift(request, -span.offsetMs), 'then'),
      ]);
      return {
        indicator: reading.indicator,
        definition: reading.definition,
        environment: reading.environment ?? UNMAPPED,
        source: reading.sourceId,
        points: withGaps(now.value.points, request),
        parts: now.value.parts?.map(({ name, points }) => ({
          name,
          points: withGaps(points, request),
        })),
        comparison:
          then &&
          withGaps(
            then.value.points.map(([time, value]) => [
              time + span.offsetMs!,
              value,
            ]),
            request,
          ),
        askedAt: new Date(now.askedAt).toISOString(),
        stale: now.stale || (then?.stale ?? false),
        url: source.linkTo?.(request),
      };
    } catch (error) {
      return {
        indicator: reading.indicator,
        message: describeFailure(error),
      };
    }
  }

  #toRequest(
    reading: ObservedReading,
    span: { from: number; to: number; stepMs: number },
  ): { source: MetricSource; request: EvaluateRangeRequest } {
    const refresh = this.#sources.get(reading.sourceId);
    const expression: MetricExpression | undefined =
      reading.query === undefined
        ? this.#packs
            .get(reading.pack)
            ?.indicators.find(
              ({ indicator }) => indicator === reading.indicator,
            )?.expressions[reading.expression]
        : { kind: 'raw', query: reading.query };
    if (!refresh || !expression) {
      throw new NotFoundError(
        `The source '${reading.sourceId}' or its pack '${reading.pack}' is not configured any more`,
      );
    }
    return {
      source: refresh.source,
      request: {
        expression,
        labels: reading.labels,
        extract: reading.extract,
        // Such a query has no labels that would tell.
        environments: isOfOneEntity(reading)
          ? { rules: [], fallback: reading.environment }
          : refresh.environments,
        environment: reading.environment,
        // A point tells about all that happened since the one before.
        windowMs: Math.max(this.#config.windowMs, span.stepMs),
        from: new Date(Math.ceil(span.from / span.stepMs) * span.stepMs),
        to: new Date(Math.ceil(span.to / span.stepMs) * span.stepMs),
        stepMs: span.stepMs,
      },
    };
  }

  #ask(
    source: MetricSource,
    reading: ObservedReading,
    request: EvaluateRangeRequest,
    part: 'now' | 'then',
  ) {
    const { from, to, ...subject } = request;
    return this.#cache.get(
      JSON.stringify([
        source.id,
        part,
        subject,
        reading.dimension,
        to.getTime() - from.getTime(),
      ]),
      `${from.getTime()} ${to.getTime()}`,
      Math.min(request.stepMs, this.#config.refreshMs),
      async () => {
        const signal = AbortSignal.timeout(this.#config.sourceTimeoutMs);
        if (isOfOneEntity(reading)) {
          const { query, dimension } = reading;
          return readOwnCourse(
            source,
            { query, ...request },
            dimension,
            signal,
          );
        }
        const { points } = await source.evaluateRange(request, { signal });
        return { points };
      },
    );
  }
}

/** Asked with a query of its own; others are told apart by their labels. */
function isOfOneEntity(
  reading: ObservedReading,
): reading is ObservedReading & { query: string } {
  return (
    reading.query !== undefined && Object.keys(reading.labels).length === 0
  );
}

function chooseStep(spanMs: number, points: number): number {
  const wanted = spanMs / 1000 / points;
  return (
    STEPS_SECONDS.find(step => step >= wanted * 0.75) ??
    Math.ceil(wanted / 86_400) * 86_400
  );
}

function shift(
  request: EvaluateRangeRequest,
  byMs: number,
): EvaluateRangeRequest {
  return {
    ...request,
    from: new Date(request.from.getTime() + byMs),
    to: new Date(request.to.getTime() + byMs),
  };
}

/** A line must not bridge a time of which nothing is known. */
function withGaps(
  points: Array<[number, number]>,
  { from, to, stepMs }: EvaluateRangeRequest,
): Array<[number, number | null]> {
  const values = new Map(points);
  const result: Array<[number, number | null]> = [];
  for (let time = from.getTime(); time < to.getTime(); time += stepMs) {
    result.push([time, values.get(time) ?? null]);
  }
  return result;
}
