import type { FaultName } from '@platform-ops/backstage-plugin-sandbox-common';
import type { Conditions } from '../simulation/Conditions';
import type { ProcessStart } from '../simulation/ProcessStart';
import { alignUp, MINUTE, SECOND } from '../simulation/time';
import type { FaultRecord } from './FaultRecord';

/**
 * What a fault does while it lasts, and how it goes away.
 */
export interface FaultKind {
  title: string;
  description: string;
  defaultWorkload: string;
  /** Milliseconds after its end in which it can still be felt. */
  tail: number;
  /** Changes the conditions at a time between its start and the end of its tail. */
  apply(conditions: Conditions, fault: FaultRecord, time: number): Conditions;
  /** Starts of the workload's process that it causes. */
  processStarts?(fault: FaultRecord): ProcessStart[];
}

const RAMP = 2 * MINUTE;
const RAMP_TAIL = 30 * SECOND;
const RAMP_FACTOR = 10;
const WARM_UP = 30 * SECOND;

function withErrors(conditions: Conditions, ratio: number): Conditions {
  return {
    ...conditions,
    errorRatio: 1 - (1 - conditions.errorRatio) * (1 - ratio),
  };
}

/** From one start of the leaking process to the next. */
function leakCycle(fault: FaultRecord): number {
  return alignUp((fault.plannedEndsAt - fault.startedAt) / 2);
}

/** When the leaking process hits its limit. */
function crashes(fault: FaultRecord): number[] {
  const cycle = leakCycle(fault);
  return [1, 2]
    .map(ordinal => fault.startedAt + ordinal * cycle)
    .filter(time => time <= fault.endsAt);
}

/**
 * The faults that can be injected.
 */
export const faultKinds: Record<FaultName, FaultKind> = {
  'latency-ramp': {
    title: 'Latency ramp',
    description:
      'Requests take longer and longer: ten times as long after two minutes. Queues form; nothing fails.',
    defaultWorkload: 'recommendation-service',
    tail: RAMP_TAIL,
    apply(conditions, fault, time) {
      const until = Math.min(time, fault.endsAt);
      const climbed = Math.min(1, (until - fault.startedAt) / RAMP);
      const left = 1 - Math.max(0, time - fault.endsAt) / RAMP_TAIL;
      return {
        ...conditions,
        slowness: conditions.slowness * RAMP_FACTOR ** (climbed * left),
      };
    },
  },
  'error-burst': {
    title: 'Error burst',
    description: 'Within seconds 30 % of the requests fail.',
    defaultWorkload: 'shop-front',
    tail: 0,
    apply: conditions => withErrors(conditions, 0.3),
  },
  'memory-leak': {
    title: 'Memory leak',
    description:
      'Resident memory grows up to the limit of the container, which is killed and starts again, twice. Requests slow down and fail around each restart.',
    defaultWorkload: 'reading-list',
    tail: WARM_UP,
    apply(conditions, fault, time) {
      const started = [fault.startedAt, ...crashes(fault), fault.endsAt]
        .filter(start => start <= time)
        .at(-1)!;
      const warmingUp =
        started > fault.startedAt && time - started < WARM_UP ? 0.3 : 0;
      if (time >= fault.endsAt) {
        return withErrors(conditions, warmingUp);
      }
      const leak = Math.min(1, (time - started) / leakCycle(fault));
      return {
        ...withErrors(conditions, leak > 0.95 ? 0.1 : warmingUp),
        slowness: conditions.slowness * (1 + 15 * Math.max(0, leak - 0.8)),
        leak,
      };
    },
    processStarts(fault) {
      const killed = crashes(fault);
      const starts = killed.map((at): ProcessStart => ({ at, cause: 'crash' }));
      return killed.includes(fault.endsAt)
        ? starts
        : [...starts, { at: fault.endsAt, cause: 'rollout' }];
    },
  },
  'bad-deployment': {
    title: 'Bad deployment',
    description:
      'A new version is rolled out: 20 % of its requests fail, the others take two and a half times as long, and after half a minute KServe says that it is not ready. It is rolled back at the end.',
    defaultWorkload: 'chest-xray-triage-service',
    tail: 0,
    apply: conditions => ({
      ...withErrors(conditions, 0.2),
      slowness: conditions.slowness * 2.5,
    }),
    processStarts: fault => [
      { at: fault.startedAt, cause: 'rollout' },
      { at: fault.endsAt, cause: 'rollout' },
    ],
  },
};

/**
 * The conditions with all faults that can be felt at the time.
 */
export function applyFaults(
  conditions: Conditions,
  faults: readonly FaultRecord[],
  time: number,
): Conditions {
  return faults
    .filter(
      fault =>
        fault.startedAt <= time &&
        time < fault.endsAt + faultKinds[fault.name].tail,
    )
    .reduce(
      (changed, fault) => faultKinds[fault.name].apply(changed, fault, time),
      conditions,
    );
}
