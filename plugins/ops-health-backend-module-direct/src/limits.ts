import { DAY, HOUR, MINUTE, SECOND } from './time';

/**
 * What a source of this type is for. A Prometheus does more with less.
 */
export const LIMITS = {
  targets: 100,
  series: { unlessTold: 5_000, from: 100, to: 20_000 },
  interval: { unlessTold: 15 * SECOND, from: 5 * SECOND, to: MINUTE },
  retention: { unlessTold: 15 * DAY, from: HOUR, to: 31 * DAY },
  /** How long samples are kept as they were scraped. */
  asScraped: 2 * DAY,
  advice:
    '. For more, let a Prometheus scrape and add it as a source of type prometheus',
} as const;
