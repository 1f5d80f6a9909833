import type {
  AlertSource,
  EnvironmentMapping,
  EnvironmentRule,
  ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { AlertStore } from '../database/AlertStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { JoinedLabelSet } from '../joins/JoinTable';
import { claimantsOf } from '../own/roadie/alertClaims';
import { Attempts } from './Attempts';
import { countJoins, joinLabelSets } from './joinLabelSets';
import type { SourceJob, SourceOutcome } from './SourceJob';
import { sumCosts, type SourceStatus } from './SourceStatus';

const MOST_WARNINGS = 10;
/** An alert that came by webhook alone and was never heard of again. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

/**
 * Asks a source of alerts, and takes what it sends.
 */
export class AlertJob implements SourceJob {
  readonly about: SourceJob['about'];
  readonly source: AlertSource;
  readonly #environments: EnvironmentMapping;
  readonly #alerts: AlertStore;
  readonly #attempts: Attempts;

  constructor(options: {
    id: string;
    source: AlertSource;
    environments: EnvironmentRule[];
    refreshMs: number;
    alerts: AlertStore;
  }) {
    const { type, title, uiUrl, environment } = options.source;
    this.about = {
      id: options.id,
      role: 'alerts',
      type,
      title,
      uiUrl,
      takesQueries: false,
    };
    this.source = options.source;
    this.#environments = { rules: options.environments, fallback: environment };
    this.#alerts = options.alerts;
    this.#attempts = new Attempts(options.refreshMs);
  }

  reset(): void {
    this.#attempts.reset();
  }

  /**
   * Keeps what a webhook brought. What the source can be asked for itself ends
   * only once it says so.
   */
  async receive(
    alerts: ObservedAlert[],
    index: JoinIndex,
    at: Date,
  ): Promise<void> {
    await this.#save(alerts, index, at, ({ endsAt }) => {
      if (this.source.list) {
        return endsAt && endsAt <= at ? endsAt : undefined;
      }
      return endsAt ?? new Date(at.getTime() + FORGOTTEN_AFTER_MS);
    });
  }

  async run({
    index,
    at,
    signal,
  }: Parameters<SourceJob['run']>[0]): Promise<SourceOutcome | undefined> {
    const { source } = this;
    if (!source.list) {
      return undefined;
    }
    return this.#attempts.make(at, async () => {
      const { alerts, complete, cost, warnings } = await source.list!({
        signal,
      });
      const listed = await this.#save(alerts, index, at, () => undefined);
      await this.#alerts.endUnseen(this.about.id, at, complete);
      const status: SourceStatus = {
        state: complete ? 'connected' : 'partial',
        cost: sumCosts([cost]),
        errors: [],
        warnings: warnings.slice(0, MOST_WARNINGS),
        packs: [],
        joins: countJoins(listed),
      };
      return { status, succeeded: true, labelSets: listed };
    });
  }

  async #save(
    alerts: ObservedAlert[],
    index: JoinIndex,
    at: Date,
    endOf: (alert: ObservedAlert) => Date | undefined,
  ): Promise<JoinedLabelSet[]> {
    const { joined, listed } = joinLabelSets(
      alerts.map(({ labels }) => labels),
      index,
      this.#environments,
    );
    await this.#alerts.save(
      alerts.map((alert, position) => ({
        sourceId: this.about.id,
        alert,
        environment: joined[position].environment,
        entityRefs: [
          ...new Set([
            ...(joined[position].state === 'matched'
              ? joined[position].entityRefs
              : []),
            ...claimantsOf(index, alert),
          ]),
        ],
        seenAt: at,
        endsAt: endOf(alert),
      })),
    );
    return listed;
  }
}
