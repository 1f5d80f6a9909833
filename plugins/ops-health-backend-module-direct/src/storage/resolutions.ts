import { DAY, HOUR } from '../time';

/** Samples as they were scraped. */
export const AS_SCRAPED = { id: 0, length: 2 * HOUR } as const;
/** Samples five minutes apart, of what is older or was read as the past. */
export const THINNED = { id: 1, length: DAY } as const;

export type Resolution = typeof AS_SCRAPED | typeof THINNED;
