import { isIP } from 'node:net';
import { InputError } from '@backstage/errors';
import { parseEndpoint } from '../endpoints/Endpoint';

/** How the configuration names a host. */
export type Allowance = 'exact' | 'suffix';

/**
 * The hosts that may be contacted. An annotation alone never makes the portal
 * call an address.
 */
export class AllowedHosts {
  readonly #exact = new Set<string>();
  readonly #suffixes: string[] = [];

  /**
   * @param key - Where the list stands, for messages.
   * @throws InputError naming the key, what was found and what is allowed.
   */
  static create(patterns: string[], key: string): AllowedHosts {
    const hosts = new AllowedHosts();
    patterns.forEach((pattern, position) =>
      hosts.#add(pattern, `${key}[${position}]`),
    );
    return hosts;
  }

  private constructor() {}

  find(host: string): Allowance | undefined {
    if (this.#exact.has(host)) {
      return 'exact';
    }
    return isIP(host) === 0 &&
      this.#suffixes.some(suffix => host.endsWith(suffix))
      ? 'suffix'
      : undefined;
  }

  #add(pattern: string, key: string): void {
    const isSuffix = pattern.startsWith('*.');
    const host = isSuffix ? pattern.slice(2) : pattern;
    const parsed = /[*:/@?#\s]/.test(host.replace(/^\[[\da-f:.]+\]$/i, ''))
      ? undefined
      : parseEndpoint(host);
    if (typeof parsed !== 'object' || (isSuffix && isIP(parsed.host) !== 0)) {
      throw new InputError(
        `${key}: found '${pattern}', allowed is the name of a host such as api.example.com, or *.example.com`,
      );
    }
    if (isSuffix) {
      this.#suffixes.push(`.${parsed.host}`);
    } else {
      this.#exact.add(parsed.host);
    }
  }
}
