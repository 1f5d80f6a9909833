import type {
  PipelineRun,
  RunStep,
} from '@platform-ops/backstage-plugin-golden-paths-common';

/** Hosts count what they are asked. */
const MOST_IN_FULL = 5;
const MOST_REMEMBERED = 1_000;

/** Asks for the steps of the newest runs, and of those that ended only once. */
export class StepMemory {
  readonly #ended = new Map<string, RunStep[]>();

  async addTo(
    runs: PipelineRun[],
    read: (run: PipelineRun) => Promise<RunStep[]>,
  ): Promise<PipelineRun[]> {
    return Promise.all(
      runs.map(async (run, index) =>
        index < MOST_IN_FULL
          ? { ...run, steps: await this.#stepsOf(run, read) }
          : run,
      ),
    );
  }

  async #stepsOf(
    run: PipelineRun,
    read: (run: PipelineRun) => Promise<RunStep[]>,
  ): Promise<RunStep[]> {
    // One that is run again ends again.
    const key = JSON.stringify([run.source, run.id, run.state, run.finishedAt]);
    const known = this.#ended.get(key);
    if (known) {
      return known;
    }
    const steps = await read(run);
    if (run.finishedAt !== undefined) {
      this.#ended.set(key, steps);
      if (this.#ended.size > MOST_REMEMBERED) {
        this.#ended.delete(this.#ended.keys().next().value!);
      }
    }
    return steps;
  }
}
