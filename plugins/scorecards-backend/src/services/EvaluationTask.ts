import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { CollectorTasks } from '../collect/CollectorTasks';
import type { ScorecardsConfig } from '../config';
import type { DueStore } from '../database/DueStore';
import type { RulesStore } from '../database/RulesStore';
import type { StateStore } from '../database/StateStore';
import type { Evaluator } from '../evaluate/Evaluator';
import type { Rules } from '../rulebook/Rules';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import type { DropNotifier } from './DropNotifier';
import type { EntitySync } from './EntitySync';

interface EvaluationTaskOptions {
  config: ScorecardsConfig;
  scheduler: SchedulerService;
  rules: Rules;
  rulesVersions: RulesStore;
  state: StateStore;
  dues: DueStore;
  entitySync: EntitySync;
  collectorTasks: CollectorTasks;
  evaluator: Evaluator;
  announcer: ChangeAnnouncer;
  dropNotifier: DropNotifier;
}

/**
 * Keeps up with the catalog and evaluates what is due, again and again, in one
 * replica at a time.
 */
export class EvaluationTask {
  readonly #options: EvaluationTaskOptions;

  constructor(options: EvaluationTaskOptions) {
    this.#options = options;
  }

  async schedule(): Promise<void> {
    const { scheduler, config } = this.#options;
    await scheduler.scheduleTask({
      id: 'scorecards-evaluate',
      frequency: { milliseconds: config.intervalMs },
      // A run that ends by it goes on with what is left; a killed one as well.
      timeout: { minutes: 2 },
      initialDelay: { seconds: 3 },
      fn: signal => this.#run(signal),
    });
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { entitySync, collectorTasks, evaluator, state } = this.#options;
    const { announcer, dropNotifier } = this.#options;
    const now = new Date();
    const added = await entitySync.run(now);
    await collectorTasks.lookAtNew(added, now);
    await this.#noteRules(now);
    const changed = await evaluator.run(signal);
    if (changed.size > 0) {
      await announcer.changed([...changed], await state.nextRevision());
    }
    await dropNotifier.run(signal);
  }

  /**
   * With other rules all is due. It is asked each time, for while a new version
   * is rolled out, replicas with old rules evaluate as well.
   */
  async #noteRules(now: Date): Promise<void> {
    const { rules, rulesVersions, state, dues } = this.#options;
    if ((await state.rulesHash()) !== rules.hash) {
      await rulesVersions.add(rules.frameworks);
      await dues.markAll(now);
      await state.setRulesHash(rules.hash);
    }
  }
}
