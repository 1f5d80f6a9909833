import {
  EXPOSITION_ACCEPT,
  expositionFormatOf,
  parseExposition,
} from '@platform-ops/openmetrics';
import type { TargetClient } from '../client/TargetClient';
import type { DirectSourceConfig } from '../config/readDirectSourceConfig';
import type { Target } from '../targets/Target';
import type { Clock } from '../time';
import type { LeftOut, SampleRecorder, ScrapedSample } from './SampleRecorder';

/**
 * Asks a target what it has to tell, and notes it.
 */
export class TargetScraper {
  readonly #config: DirectSourceConfig;
  readonly #client: Pick<TargetClient, 'get'>;
  readonly #recorder: SampleRecorder;
  readonly #clock: Clock;

  constructor(options: {
    config: DirectSourceConfig;
    client: Pick<TargetClient, 'get'>;
    recorder: SampleRecorder;
    clock: Clock;
  }) {
    this.#config = options.config;
    this.#client = options.client;
    this.#recorder = options.recorder;
    this.#clock = options.clock;
  }

  /** @throws TargetError, after it was noted that the target is down. */
  async scrape(target: Target, signal: AbortSignal): Promise<LeftOut> {
    const at = this.#clock();
    let leftOut: LeftOut;
    try {
      const scraped = await this.#fetch(target, signal);
      leftOut = await this.#recorder.record(target, at, scraped);
    } catch (error) {
      signal.throwIfAborted();
      this.#recorder.end(target.id, at);
      await this.#note(target, at, 0);
      throw error;
    }
    await this.#note(target, at, 1);
    return leftOut;
  }

  async #fetch(target: Target, signal: AbortSignal): Promise<ScrapedSample[]> {
    const { keep, maxResponseBytes, timeoutMs } = this.#config;
    const scraped: ScrapedSample[] = [];
    const isKept = new Map<string, boolean>();
    await this.#client.get(
      {
        url: target.url,
        headers: target.headers,
        key: target.key,
        accept: EXPOSITION_ACCEPT,
        timeoutMs,
        signal,
      },
      async ({ contentType, body }, bodySignal) =>
        parseExposition(body, {
          format: expositionFormatOf(contentType),
          limits: { maxBytes: maxResponseBytes },
          signal: bodySignal,
          onSample: (series, value, timestamp) => {
            const { metric } = series;
            if (keep && !isKept.has(metric)) {
              isKept.set(
                metric,
                keep.some(pattern => pattern.test(metric)),
              );
            }
            if (!keep || isKept.get(metric)) {
              scraped.push({ series, value, timestamp });
            }
          },
        }),
    );
    return scraped;
  }

  async #note(target: Target, at: number, up: 0 | 1): Promise<void> {
    await this.#recorder.note(target, at, {
      up,
      scrape_duration_seconds: (this.#clock() - at) / 1000,
    });
  }
}
