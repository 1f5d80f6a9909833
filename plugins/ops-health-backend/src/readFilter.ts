import type { Config } from '@backstage/config';

/**
 * A value that may stand alone or in a list.
 */
export function stringOrList(config: Config, key: string): string[] {
  return typeof config.get(key) === 'string'
    ? [config.getString(key)]
    : config.getStringArray(key);
}

/**
 * For which entities an entry of the configuration is, in lower case; all
 * where missing.
 */
export function readFilter(config: Config): {
  kinds?: string[];
  types?: string[];
} {
  const list = (key: string) =>
    config.has(key)
      ? stringOrList(config, key).map(item => item.toLocaleLowerCase('en-US'))
      : undefined;
  return { kinds: list('kinds'), types: list('types') };
}
