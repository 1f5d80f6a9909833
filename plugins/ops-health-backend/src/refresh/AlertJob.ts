import {
  SourceForbiddenError,
  type AlertSource,
  type EnvironmentMapping,
  type EnvironmentRule,
  type ObservedAlert,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { describeFailure } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { AlertStore } from '../database/AlertStore';
import type { JoinIndex } from '../joins/JoinIndex';
import type { JoinedLabelSet } from '../joins/JoinTable';
import { BackOff } from './BackOff';
import { countJoins, joinLabelSets } from './joinLabelSets';
import type { SourceJob, SourceOutcome } from './SourceJob';
import { sumCosts, type SourceStatus } from './SourceStatus';

const MOST_WARNINGS = 10;
/** An alert that comes by webhook alone and is not renewed. */
const LASTS_MS = 60 * 60_000;

/**
 * Asks a source of alerts, and takes what it sends.
 */
export class AlertJob implements SourceJob {
  readonly about: SourceJob['about'];
  readonly source: AlertSource;
  readonly #environments: EnvironmentMapping;
  readonly #alerts: AlertStore;
  readonly #backOff: BackOff;
  #lastStatus: SourceStatus | undefined;

  constructor(options: {
    id: string;
    source: AlertSource;
    environments: EnvironmentRule[];
    refreshMs: number;
    alerts: AlertStore;
  }) {
    const { type, title, uiUrl, environment } = options.source;
    this.about = { id: options.id, role: 'alerts', type, title, uiUrl };
    this.source = options.source;
    this.#environments = { rules: options.environments, fallback: environment };
    this.#alerts = options.alerts;
    this.#backOff = new BackOff(options.refreshMs);
  }

  reset(): void {
    this.#backOff.reset();
  }

  /**
   * Keeps what a webhook brought, until the source is asked itself.
   */
  async receive(
    alerts: ObservedAlert[],
    index: JoinIndex,
    at: Date,
  ): Promise<void> {
    await this.#save(
      this.source.list
        ? alerts
        : alerts.map(alert => ({
            ...alert,
            endsAt: alert.endsAt ?? new Date(at.getTime() + LASTS_MS),
          })),
      index,
      at,
    );
  }

  async run({
    index,
    at,
    signal,
  }: Parameters<SourceJob['run']>[0]): Promise<SourceOutcome | undefined> {
    if (!this.source.list || this.#backOff.isPaused(at)) {
      return undefined;
    }
    try {
      const { alerts, complete, cost, warnings } = await this.source.list({
        signal,
      });
      const listed = await this.#save(alerts, index, at);
      if (complete) {
        await this.#alerts.endUnseen(this.about.id, at);
      }
      const status: SourceStatus = {
        state: complete ? 'connected' : 'partial',
        cost: sumCosts([cost]),
        errors: [],
        warnings: warnings.slice(0, MOST_WARNINGS),
        packs: [],
        joins: countJoins(listed),
      };
      this.#lastStatus = status;
      this.#backOff.count(true, at);
      return { status, succeeded: true, labelSets: listed };
    } catch (error) {
      this.#backOff.count(false, at);
      return {
        succeeded: false,
        status: {
          packs: [],
          joins: { matched: 0, unmatched: 0, ambiguous: 0, entities: 0 },
          warnings: [],
          ...this.#lastStatus,
          state:
            error instanceof SourceForbiddenError ? 'forbidden' : 'failing',
          errors: [{ at: at.toISOString(), message: describeFailure(error) }],
        },
      };
    }
  }

  async #save(
    alerts: ObservedAlert[],
    index: JoinIndex,
    at: Date,
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
        entityRefs:
          joined[position].state === 'matched'
            ? joined[position].entityRefs
            : [],
        seenAt: at,
      })),
    );
    return listed;
  }
}
