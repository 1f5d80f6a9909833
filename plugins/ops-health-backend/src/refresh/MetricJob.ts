import type { ObservationStore } from '../database/ObservationStore';
import type { SourceJob } from './SourceJob';
import type { SourceRefresh } from './SourceRefresh';

/**
 * Asks a source of metrics and keeps the readings.
 */
export class MetricJob implements SourceJob {
  readonly about: SourceJob['about'];
  readonly #refresh: SourceRefresh;
  readonly #observations: ObservationStore;

  constructor(options: {
    refresh: SourceRefresh;
    observations: ObservationStore;
  }) {
    const { id, type, title, uiUrl } = options.refresh.source;
    this.about = { id, role: 'metrics', type, title, uiUrl };
    this.#refresh = options.refresh;
    this.#observations = options.observations;
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
      await this.#observations.save(result.observations);
    }
    const { status, succeeded, discovery } = result;
    return { status, succeeded, labelSets: discovery?.labelSets };
  }
}
