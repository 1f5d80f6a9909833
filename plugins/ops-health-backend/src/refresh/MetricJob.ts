import type { IndicatorProblemStore } from '../database/IndicatorProblemStore';
import type { ObservationStore } from '../database/ObservationStore';
import type { ResourceStore } from '../database/ResourceStore';
import { LookBack } from './LookBack';
import { withEarlier } from './withEarlier';
import type { SourceJob } from './SourceJob';
import type { Observation } from './Reading';
import type { SourceRefresh, SourceRefreshResult } from './SourceRefresh';

/**
 * Asks a source of metrics and keeps the readings.
 */
export class MetricJob implements SourceJob {
  readonly about: SourceJob['about'];
  readonly #refresh: SourceRefresh;
  readonly #observations: ObservationStore;
  readonly #problems: IndicatorProblemStore;
  readonly #lookBack: LookBack;

  constructor(options: {
    refresh: SourceRefresh;
    observations: ObservationStore;
    indicatorProblems: IndicatorProblemStore;
    resources: ResourceStore;
  }) {
    const { id, type, title, uiUrl, queryRaw } = options.refresh.source;
    this.about = {
      id,
      role: 'metrics',
      type,
      title,
      uiUrl,
      takesQueries: queryRaw !== undefined,
    };
    this.#refresh = options.refresh;
    this.#observations = options.observations;
    this.#problems = options.indicatorProblems;
    this.#lookBack = new LookBack(options);
  }

  reset(): void {
    this.#refresh.reset();
  }

  async run(options: Parameters<SourceJob['run']>[0]) {
    const result = await this.#refresh.run(options);
    if (!result) {
      return undefined;
    }
    if (result.observations) {
      await this.#observations.save(
        await this.#withEarlier(result, result.observations),
      );
      await this.#lookBack.run(options);
    }
    if (result.own) {
      await this.#problems.replace(this.about.id, result.own.problems);
    }
    const { status, succeeded, discovery } = result;
    return { status, succeeded, labelSets: discovery?.labelSets };
  }

  async #withEarlier(
    { open = [], own }: SourceRefreshResult,
    observations: Observation[],
  ): Promise<Observation[]> {
    if (open.length === 0 && !own?.hasOpen) {
      return observations;
    }
    const openKeys = new Set(
      open.map(({ indicator, pack }) => `${indicator} ${pack.id}`),
    );
    return withEarlier(
      observations,
      (ref, reading) =>
        openKeys.has(`${reading.indicator} ${reading.pack}`) ||
        (own?.isOpen(ref, reading) ?? false),
      await this.#observations.readSource(this.#refresh.source.id),
    );
  }
}
