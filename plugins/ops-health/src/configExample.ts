/** What connects the first source. */
export const SOURCE_CONFIG = `opsHealth:
  sources:
    main: { type: prometheus, url: https://prometheus.example.org }`;

/** What makes costs known. */
export const PRICES_CONFIG = `opsHealth:
  prices:
    currency: EUR
    gpuHours:
      - price: 1.20 # of any GPU, an hour`;
