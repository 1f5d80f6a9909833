import { Reporter, type ReporterOptions } from '../reports/Reporter';
import { measurementsOf } from './measurementsOf';
import { EVALUATION_PROFILES, type EvaluationProfile } from './profiles';

/** As many as the API takes at once. */
const CHUNK = 100;
const REGISTRY = 'sandbox';

/**
 * Evaluates the models of the sandbox and reports what it measured.
 */
export class EvaluationReporter extends Reporter<EvaluationProfile> {
  readonly #seed: string;
  readonly #readVersion: (model: string) => Promise<string | undefined>;

  constructor(
    options: ReporterOptions & {
      /** Which version of a model is in production. */
      readVersion: (model: string) => Promise<string | undefined>;
    },
  ) {
    super(options, EVALUATION_PROFILES);
    this.#seed = options.seed;
    this.#readVersion = options.readVersion;
  }

  protected async reportOne(
    profile: EvaluationProfile,
    now: number,
  ): Promise<void> {
    const version = await this.#readVersion(profile.model);
    if (version === undefined) {
      return;
    }
    const measurements = measurementsOf(profile, {
      seed: this.#seed,
      entityRef: profile.entityRef ?? `model:${REGISTRY}/${profile.model}`,
      version,
      now,
    });
    for (let start = 0; start < measurements.length; start += CHUNK) {
      await this.post('/quality/measurements', {
        measurements: measurements.slice(start, start + CHUNK),
      });
    }
  }

  protected nameOf({ model }: EvaluationProfile): string {
    return `the evaluation of ${model}`;
  }
}
