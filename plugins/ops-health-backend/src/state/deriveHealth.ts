import {
  HEALTH_STATES,
  PRODUCTION,
  stateWord,
  type EnvironmentHealth,
  type HealthReason,
  type HealthState,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { StoredResource } from '../database/ResourceStore';
import type { SourceTimings } from '../refresh/SourceTimings';
import type { SetLimit } from '../entities/parseLimits';
import { describeMeasured } from './describeReadings';
import { limitSignals } from './limitSignals';
import type { ObservedReading } from './ObservedReading';
import { rememberSignals } from './rememberSignals';
import type { RememberedSignal, Signal, StateMemory } from './Signal';

/** What an environment is called that nobody mapped. */
export const UNMAPPED = 'unmapped';

/**
 * What a state is derived from.
 */
export interface HealthInput {
  now: number;
  readings: ObservedReading[];
  /** What runs for it. */
  resources: StoredResource[];
  /** Alerts, conditions and SLOs that say something now. */
  signals: Signal[];
  limits: SetLimit[];
  /** Whether a person said that there must be, or need not be, traffic. */
  traffic?: 'expected' | 'none';
  /** The health of the workloads that serve a model. */
  servers: Array<{ entityRef: string; title: string; health: DerivedHealth }>;
  memory: StateMemory;
  timings: SourceTimings;
  clearAfterMs: number;
}

/**
 * The state of an entity and everything that speaks for it.
 */
export interface DerivedHealth {
  state: HealthState;
  /** The headline. */
  reason: string;
  /** Worst first. */
  reasons: HealthReason[];
  environments: EnvironmentHealth[];
  /** Milliseconds since the epoch. */
  observedAt?: number;
  stale: boolean;
  memory: StateMemory;
}

interface EnvironmentState extends EnvironmentHealth {
  reasons: HealthReason[];
  stale: boolean;
}

/**
 * Derives the state of an entity.
 *
 * @remarks
 *
 * `bad` and `warning` come from signals alone. Without any, fresh readings mean
 * `good`, or `idle` where they say that there is no traffic; readings that are
 * stale keep what they said, marked as such; without any that have not lapsed
 * nothing is known. Production decides the headline, and so does what nobody
 * mapped to an environment.
 */
export function deriveHealth(input: HealthInput): DerivedHealth {
  const { now, timings, memory } = input;
  const ageOf = (sourceId: string, time: number) =>
    timings.ageOf(sourceId, time, now);
  const known = input.readings.filter(
    ({ sourceId, observedAt }) => ageOf(sourceId, observedAt) !== 'lapsed',
  );
  const fresh = known.filter(
    ({ sourceId, observedAt }) => ageOf(sourceId, observedAt) === 'fresh',
  );
  const limited = limitSignals({
    limits: input.limits,
    readings: fresh,
    pending: memory.pending,
    remembered: new Set(memory.signals.map(({ key }) => key)),
    now,
  });
  const knownResources = input.resources.filter(
    ({ sourceId, seenAt }) => ageOf(sourceId, seenAt.getTime()) !== 'lapsed',
  );
  const freshEnvironments = new Set(
    [
      ...fresh,
      ...knownResources.filter(
        ({ sourceId, seenAt }) => ageOf(sourceId, seenAt.getTime()) === 'fresh',
      ),
    ].map(nameOfEnvironment),
  );
  const knownEnvironments = new Set(known.map(nameOfEnvironment));
  const signals = rememberSignals({
    seen: [
      ...input.signals,
      ...limited.signals,
      ...(input.traffic === 'expected' ? missingTraffic(fresh, input) : []),
    ],
    remembered: memory.signals,
    isBlind: signal =>
      signal.kind === 'limit' &&
      knownEnvironments.has(nameOfEnvironment(signal)) &&
      (!freshEnvironments.has(nameOfEnvironment(signal)) ||
        // The source answers other questions, and not this one.
        (input.readings.some(reading => isSameMeasure(reading, signal)) &&
          !fresh.some(reading => isSameMeasure(reading, signal)))),
    now,
    clearAfterMs: input.clearAfterMs,
  });

  const names = new Set(
    [...input.readings, ...input.resources, ...signals].map(nameOfEnvironment),
  );
  const environments = [...names].sort().map(name =>
    deriveEnvironment(name, {
      input,
      known: known.filter(item => nameOfEnvironment(item) === name),
      resources: knownResources.filter(
        item => nameOfEnvironment(item) === name,
      ),
      isFresh: freshEnvironments.has(name),
      signals: signals.filter(item => nameOfEnvironment(item) === name),
    }),
  );

  const headline = [
    ...environments.filter(isHeadline),
    ...input.servers.map(toEnvironment),
  ].sort(byState)[0];
  const observedAt = Math.max(
    ...input.readings.map(reading => reading.observedAt),
    ...input.resources.map(({ seenAt }) => seenAt.getTime()),
    ...input.servers.map(({ health }) => health.observedAt ?? -Infinity),
  );
  const derived = {
    environments: environments.map(
      ({ reasons: _, stale: __, ...environment }) => environment,
    ),
    observedAt: Number.isFinite(observedAt) ? observedAt : undefined,
    memory: { signals, pending: limited.pending },
  };
  if (!headline) {
    const elsewhere = environments.map(
      ({ environment, state }) => `${environment} is ${stateWord(state)}`,
    );
    const missing: HealthReason = elsewhere.length
      ? {
          kind: 'no-data',
          state: 'unknown',
          text: `Not seen in production; ${elsewhere.join(', ')}`,
        }
      : withoutData(input, 'No source has data of it');
    return {
      ...derived,
      state: missing.state,
      reason: missing.text,
      reasons: [missing],
      stale: false,
    };
  }
  return {
    ...derived,
    state: headline.state,
    reason: headline.reason,
    reasons: [
      ...environments.flatMap(({ reasons }) => reasons),
      ...input.servers.map(toEnvironment).flatMap(({ reasons }) => reasons),
    ].sort(byState),
    stale: headline.stale,
  };
}

function deriveEnvironment(
  environment: string,
  options: {
    input: HealthInput;
    known: ObservedReading[];
    resources: StoredResource[];
    isFresh: boolean;
    signals: RememberedSignal[];
  },
): EnvironmentState {
  const { input, known, resources, isFresh, signals } = options;
  const unmapped = environment === UNMAPPED;
  const base = baseReason(environment, input, known, resources);
  const reasons = signals
    .map(({ key: _, seenAt: __, since, environment: ___, ...signal }) => ({
      ...signal,
      environment,
      since: new Date(since).toISOString(),
    }))
    .sort(byState);
  const worst = reasons[0] ?? base;
  return {
    environment,
    unmapped,
    state: worst.state,
    reason: worst.text,
    reasons: reasons.length ? reasons : [base],
    stale:
      Boolean(worst.stale) || (known.length + resources.length > 0 && !isFresh),
  };
}

function baseReason(
  environment: string,
  input: HealthInput,
  known: ObservedReading[],
  resources: StoredResource[],
): HealthReason {
  if (
    resources.length > 0 &&
    resources.every(({ resource }) => resource.readiness === 'idle')
  ) {
    return toReason(environment, resources[0], 'idle');
  }
  if (known.length === 0 && resources.length > 0) {
    const unready = resources.find(
      ({ resource }) => resource.readiness !== 'ready',
    );
    return unready
      ? toReason(environment, unready, 'unknown')
      : toReason(environment, resources[0], 'good');
  }
  if (known.length === 0) {
    const older = input.readings.filter(
      reading => nameOfEnvironment(reading) === environment,
    );
    const newest = Math.max(...older.map(({ observedAt }) => observedAt));
    const sources = [...new Set(older.map(({ sourceId }) => sourceId))];
    return {
      ...withoutData(
        input,
        `No data from ${sources.sort().join(', ') || 'any source'}`,
      ),
      environment,
      ...(Number.isFinite(newest) && { since: new Date(newest).toISOString() }),
    };
  }
  const [silent] = withoutTraffic(known, input);
  if (silent) {
    return {
      kind: 'idle',
      state: 'idle',
      environment,
      source: silent.sourceId,
      text: 'No requests come in',
    };
  }
  return {
    kind: 'measured',
    state: 'good',
    environment,
    text: describeMeasured(known),
  };
}

/** What a resource says where nothing is measured. */
function toReason(
  environment: string,
  { resource, sourceId }: StoredResource,
  state: 'good' | 'idle' | 'unknown',
): HealthReason {
  const text = `${resource.kind} ${resource.name}: ${resource.text}`;
  return {
    kind: state === 'idle' ? 'idle' : 'condition',
    state,
    environment,
    source: sourceId,
    text: state === 'good' ? `${text}, errors are not measured` : text,
    since: resource.since?.toISOString(),
    url: resource.url,
  };
}

/** What is scaled to zero has no metrics either. */
function withoutData(input: HealthInput, text: string): HealthReason {
  return input.traffic === 'none'
    ? { kind: 'idle', state: 'idle', text: 'No traffic is expected' }
    : { kind: 'no-data', state: 'unknown', text };
}

function missingTraffic(
  fresh: ObservedReading[],
  input: HealthInput,
): Signal[] {
  const environments = new Set(fresh.map(({ environment }) => environment));
  return [...environments]
    .flatMap(environment =>
      withoutTraffic(
        fresh.filter(item => item.environment === environment),
        input,
      ),
    )
    .map(({ environment, sourceId }) => ({
      key: `traffic/${environment ?? ''}`,
      kind: 'limit',
      state: 'warning',
      environment,
      source: sourceId,
      indicator: 'throughput',
      text: 'No requests come in, though traffic is expected',
    }));
}

/**
 * How many requests come in, where that is none by all sources. What is stale
 * has no say beside what is fresh.
 */
function withoutTraffic(
  readings: ObservedReading[],
  { timings, now }: HealthInput,
): ObservedReading[] {
  const measured = readings.filter(
    ({ indicator }) => indicator === 'throughput',
  );
  const fresh = measured.filter(
    ({ sourceId, observedAt }) =>
      timings.ageOf(sourceId, observedAt, now) === 'fresh',
  );
  const telling = fresh.length ? fresh : measured;
  return telling.every(({ value }) => value === 0) ? telling : [];
}

/** A model is as healthy as what serves it. */
function toEnvironment(
  server: HealthInput['servers'][number],
): EnvironmentState {
  const { entityRef, title, health } = server;
  const reasons = health.reasons
    .filter(
      ({ environment }) =>
        environment === undefined ||
        environment === PRODUCTION ||
        environment === UNMAPPED,
    )
    .map(reason => ({
      ...reason,
      entityRef,
      text: `${title}: ${reason.text}`,
    }));
  return {
    environment: PRODUCTION,
    unmapped: false,
    state: health.state,
    reason: `${title}: ${health.reason}`,
    reasons,
    stale: health.stale,
  };
}

function nameOfEnvironment(item: { environment?: string }): string {
  return item.environment ?? UNMAPPED;
}

function isSameMeasure(
  reading: ObservedReading,
  signal: Pick<Signal, 'indicator' | 'environment'>,
): boolean {
  return (
    reading.indicator === signal.indicator &&
    nameOfEnvironment(reading) === nameOfEnvironment(signal)
  );
}

function isHeadline({ environment, unmapped }: EnvironmentHealth): boolean {
  return unmapped || environment === PRODUCTION;
}

function byState(a: { state: HealthState }, b: { state: HealthState }): number {
  return HEALTH_STATES.indexOf(a.state) - HEALTH_STATES.indexOf(b.state);
}
