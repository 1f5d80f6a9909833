import { Reporter, type ReporterOptions } from '../reports/Reporter';
import { resultOfModel, resultsOfService } from './resultsOf';
import {
  MODELS,
  SERVICES,
  type ModelSubject,
  type ServiceSubject,
} from './subjects';

type Subject = ServiceSubject | ModelSubject;

/**
 * Hands in the results of simulated pipelines and scanners.
 */
export class ResultReporter extends Reporter<Subject> {
  readonly #seed: string;
  readonly #readVersion: (model: string) => Promise<string | undefined>;

  constructor(
    options: ReporterOptions & {
      /** Which version of a model is in production. */
      readVersion: (model: string) => Promise<string | undefined>;
    },
  ) {
    super(options, [...SERVICES, ...MODELS]);
    this.#seed = options.seed;
    this.#readVersion = options.readVersion;
  }

  protected async reportOne(subject: Subject, now: number): Promise<void> {
    for (const result of await this.#resultsOf(subject, now)) {
      await this.post('/results', result);
    }
  }

  protected nameOf(subject: Subject): string {
    return 'service' in subject
      ? `the pipeline of ${subject.service}`
      : `the scan of ${subject.model}`;
  }

  async #resultsOf(subject: Subject, now: number): Promise<object[]> {
    const options = { seed: this.#seed, now };
    if ('service' in subject) {
      return resultsOfService(subject, options);
    }
    const version = await this.#readVersion(subject.model);
    return version === undefined
      ? []
      : [resultOfModel(subject, { ...options, version })];
  }
}
