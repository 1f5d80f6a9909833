import type { QueryCost } from '@platform-ops/backstage-plugin-ops-health-node';

/** What the requests for one answer cost. */
export class CallLog {
  readonly cost: QueryCost = {
    queries: 0,
    samples: 0,
    bytes: 0,
    milliseconds: 0,
  };
  readonly #warnings = new Set<string>();
  #throttled = 0;

  count(cost: Partial<QueryCost>): void {
    this.cost.queries += cost.queries ?? 0;
    this.cost.samples += cost.samples ?? 0;
    this.cost.bytes += cost.bytes ?? 0;
    this.cost.milliseconds += cost.milliseconds ?? 0;
  }

  countThrottled(times: number): void {
    this.#throttled += times;
  }

  warn(text: string): void {
    this.#warnings.add(text);
  }

  get warnings(): string[] {
    return this.#throttled === 0
      ? [...this.#warnings]
      : [
          `AWS wants fewer requests: ${
            this.#throttled
          } were refused and asked again after pauses`,
          ...this.#warnings,
        ];
  }
}
