import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AllowedHosts } from './AllowedHosts';
import { judgeAddress } from './judgeAddress';

/** Finds all addresses of a host. */
export type Resolve = (host: string) => Promise<string[]>;

/** The addresses that may be asked, or why not. */
export type Admission =
  | { admitted: true; addresses: string[] }
  | { admitted: false; allowed: boolean; reason: string };

/** Of a host that has many, more say no more. */
const MOST_ADDRESSES = 3;

/**
 * Decides which addresses may be asked for a host. Only the very addresses that
 * it gives must be connected to: a name may resolve differently the next time.
 */
export class AddressGuard {
  readonly #hosts: AllowedHosts;
  readonly #allowPrivate: boolean;
  readonly #timeoutMs: number;
  readonly #resolve: Resolve;

  static create(options: {
    hosts: AllowedHosts;
    allowPrivate: boolean;
    timeoutMs: number;
    resolve?: Resolve;
  }): AddressGuard {
    return new AddressGuard(options);
  }

  private constructor(options: Parameters<typeof AddressGuard.create>[0]) {
    this.#hosts = options.hosts;
    this.#allowPrivate = options.allowPrivate;
    this.#timeoutMs = options.timeoutMs;
    this.#resolve = options.resolve ?? resolveBySystem;
  }

  async admit(host: string): Promise<Admission> {
    const allowance = this.#hosts.find(host);
    if (!allowance) {
      return {
        admitted: false,
        allowed: false,
        reason: 'not allowed by scorecards.tls.hosts',
      };
    }
    const addresses = isIP(host) ? [host] : await this.#find(host);
    if (typeof addresses === 'string') {
      return {
        admitted: false,
        allowed: true,
        reason: `its name does not resolve (${addresses})`,
      };
    }
    // One bad address among good ones is enough: it could be the next answer.
    const kinds = addresses.map(judgeAddress);
    if (kinds.includes('refused')) {
      return {
        admitted: false,
        allowed: false,
        reason:
          'its name leads to a link-local, metadata, multicast or reserved address',
      };
    }
    if (
      kinds.includes('private') &&
      allowance !== 'exact' &&
      !this.#allowPrivate
    ) {
      return {
        admitted: false,
        allowed: false,
        reason:
          'its name leads to a private address: name the host in full in scorecards.tls.hosts, or set scorecards.tls.allowPrivate',
      };
    }
    return { admitted: true, addresses: addresses.slice(0, MOST_ADDRESSES) };
  }

  /** @returns Its addresses, one or more; or why there is none. */
  async #find(host: string): Promise<string[] | string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>(resolve => {
      timer = setTimeout(() => resolve('no answer in time'), this.#timeoutMs);
    });
    try {
      const found = await Promise.race([this.#resolve(host), late]);
      return found.length > 0 ? found : 'no address';
    } catch (error) {
      return String((error as NodeJS.ErrnoException).code ?? 'failed');
    } finally {
      clearTimeout(timer);
    }
  }
}

async function resolveBySystem(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
