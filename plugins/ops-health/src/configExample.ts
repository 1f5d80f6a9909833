/** What connects the first source. */
export const SOURCE_CONFIG = `opsHealth:
  sources:
    main: { type: prometheus, url: https://prometheus.example.org }`;
