import type { LoggerService } from '@backstage/backend-plugin-api';
import { TargetClient } from './client/TargetClient';
import type { DirectSourceConfig } from './config/readDirectSourceConfig';
import { DirectMetricSource } from './DirectMetricSource';
import { HistoryQueue } from './history/HistoryQueue';
import { HistoryReader } from './history/HistoryReader';
import { SampleRecorder } from './scrape/SampleRecorder';
import { ScrapeLoop } from './scrape/ScrapeLoop';
import { TargetScraper } from './scrape/TargetScraper';
import { SeriesStore } from './series/SeriesStore';
import type { DirectDatabase } from './storage/DirectDatabase';
import { TargetDiscovery } from './targets/TargetDiscovery';
import type { Clock } from './time';

/**
 * A source, and what fills it.
 */
export interface DirectSource {
  source: DirectMetricSource;
  store: SeriesStore;
  discovery: TargetDiscovery;
  scraper: TargetScraper;
  history: HistoryQueue;
  loop: ScrapeLoop;
}

/** Puts the parts of one source together. */
export function createDirectSource(options: {
  config: DirectSourceConfig;
  database: DirectDatabase;
  client: Pick<TargetClient, 'get'>;
  logger: LoggerService;
  clock: Clock;
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}): DirectSource {
  const { config, database } = options;
  const store = SeriesStore.create({ ...options, sourceId: config.id });
  const recorder = new SampleRecorder({ store, maxSeries: config.maxSeries });
  const shared = { ...options, store, recorder };
  const discovery = new TargetDiscovery(shared);
  const scraper = new TargetScraper(shared);
  const history = new HistoryQueue({
    ...shared,
    sourceId: config.id,
    reader: new HistoryReader(shared),
  });
  return {
    source: DirectMetricSource.create({ ...options, database, store }),
    store,
    discovery,
    scraper,
    history,
    loop: new ScrapeLoop({ ...shared, discovery, scraper, history }),
  };
}
