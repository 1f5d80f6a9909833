import { ConflictError } from '@backstage/errors';
import type {
  FaultKindStatus,
  FaultName,
  InjectedFault,
  InjectFaultRequest,
  StopFaultQuery,
} from '@platform-ops/backstage-plugin-sandbox-common';
import type { SandboxApi } from '../src/api';

/** What the example shall look like. */
export type ExampleState = 'full' | 'loading' | 'off' | 'error';

const MINUTE = 60_000;
const WORKLOADS = [
  'shop-front',
  'reading-list',
  'churn-scoring',
  'page-search',
];

const KINDS: Array<
  Pick<FaultKindStatus, 'name' | 'title' | 'description' | 'defaultWorkload'>
> = [
  {
    name: 'latency-ramp',
    title: 'Latency ramp',
    description:
      'Requests take longer and longer: ten times as long after two minutes. Queues form; nothing fails.',
    defaultWorkload: 'page-search',
  },
  {
    name: 'error-burst',
    title: 'Error burst',
    description: 'Within seconds 30 % of the requests fail.',
    defaultWorkload: 'shop-front',
  },
  {
    name: 'memory-leak',
    title: 'Memory leak',
    description:
      'Resident memory grows up to the limit of the container, which is killed and starts again, twice.',
    defaultWorkload: 'reading-list',
  },
];

function fromNow(minutes: number): string {
  return new Date(Date.now() + minutes * MINUTE).toISOString();
}

/** Faults in memory. */
export class ExampleSandboxApi implements SandboxApi {
  readonly #state: ExampleState;
  #injected: InjectedFault[] = [
    {
      name: 'error-burst',
      workload: 'shop-front',
      state: 'active',
      startedAt: fromNow(-8),
      endsAt: fromNow(12.5),
    },
    {
      name: 'memory-leak',
      workload: 'no-longer-there',
      state: 'ended',
      startedAt: fromNow(-200),
      endsAt: fromNow(-180),
    },
  ];

  constructor(state: ExampleState = 'full') {
    this.#state = state;
  }

  async listFaults() {
    if (this.#state === 'loading') {
      await new Promise(() => {});
    }
    if (this.#state === 'error') {
      throw new Error('The sandbox does not answer');
    }
    return this.#state === 'off'
      ? undefined
      : KINDS.map(kind => ({
          ...kind,
          defaultDurationSeconds: 1_200,
          workloads: WORKLOADS,
          injected: this.#injected.filter(({ name }) => name === kind.name),
        }));
  }

  async injectFault(name: FaultName, request: InjectFaultRequest) {
    const { workload = WORKLOADS[0], durationSeconds = 1_200 } = request;
    if (workload === 'churn-scoring') {
      throw new ConflictError(
        'workload: churn-scoring is scaled to zero now, so nobody would notice',
      );
    }
    const fault: InjectedFault = {
      name,
      workload,
      state: 'active',
      startedAt: fromNow(0),
      endsAt: fromNow(durationSeconds / 60),
    };
    this.#injected = [fault, ...this.#injected];
    return fault;
  }

  async stopFault(name: FaultName, query: StopFaultQuery) {
    this.#injected = this.#injected.map(fault =>
      fault.name === name && fault.workload === query.workload
        ? { ...fault, state: 'ended', endsAt: fromNow(0.08) }
        : fault,
    );
  }
}
