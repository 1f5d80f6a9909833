import {
  createSecureContext,
  type SecureContext,
  type SecureVersion,
} from 'node:tls';
import type { AddressGuard } from '../addresses/AddressGuard';
import type { Endpoint } from '../endpoints/Endpoint';
import {
  describeCertificate,
  type CertificateFacts,
} from './describeCertificate';
import { shakeHands } from './shakeHands';

/** What was found at an endpoint. */
export interface EndpointFacts {
  allowed: boolean;
  /** It agreed with a client, of today or of long ago. */
  reachable: boolean;
  /** Why it was not asked, or did not agree. */
  reason?: string;
  address?: string;
  /** It agreed with a client that has today's defaults. */
  modern?: boolean;
  protocol?: string;
  version?: number;
  /** Missing where nobody can tell. */
  acceptsTls10?: boolean;
  acceptsTls11?: boolean;
  cipher?: string;
  chainTrusted?: boolean;
  chainProblem?: string;
  certificate?: CertificateFacts;
}

const VERSIONS: Record<string, number> = {
  TLSv1: 1,
  'TLSv1.1': 1.1,
  'TLSv1.2': 1.2,
  'TLSv1.3': 1.3,
};
/** What is old is found out only by a client that would speak it. */
const ANY_CIPHER = 'ALL:@SECLEVEL=0';

/**
 * Asks endpoints: as a client of today does, as one of long ago where that
 * fails, and once with each version that nobody should accept.
 */
export class EndpointProber {
  readonly #guard: AddressGuard;
  readonly #timeoutMs: number;
  readonly #now: () => Date;
  readonly #modern: SecureContext;
  readonly #any: SecureContext;
  readonly #tls10 = only('TLSv1');
  readonly #tls11 = only('TLSv1.1');

  /** @param options - `authorities`: certificates in PEM. */
  static create(options: {
    guard: AddressGuard;
    authorities: string[];
    timeoutMs: number;
    now?: () => Date;
  }): EndpointProber {
    return new EndpointProber(options);
  }

  private constructor(options: Parameters<typeof EndpointProber.create>[0]) {
    const { authorities: ca } = options;
    this.#guard = options.guard;
    this.#timeoutMs = options.timeoutMs;
    this.#now = options.now ?? (() => new Date());
    this.#modern = createSecureContext({
      ca,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
    });
    this.#any = createSecureContext({
      ca,
      ciphers: ANY_CIPHER,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.3',
    });
  }

  async probe(
    { host, port }: Endpoint,
    signal: AbortSignal,
  ): Promise<EndpointFacts> {
    const admission = await this.#guard.admit(host);
    if (!admission.admitted) {
      const { allowed, reason } = admission;
      return { allowed, reachable: false, reason };
    }
    const timeoutMs = this.#timeoutMs;
    let [address] = admission.addresses;
    const ask = (context: SecureContext) =>
      shakeHands({ address, port, host, context, timeoutMs, signal });
    let first = await ask(this.#modern);
    for (const other of admission.addresses.slice(1)) {
      if (first.outcome === 'unknown') {
        address = other;
        first = await ask(this.#modern);
      }
    }
    const modern = first.outcome === 'agreed';
    const found =
      modern || first.outcome === 'unknown' ? first : await ask(this.#any);
    if (found.outcome !== 'agreed') {
      return { allowed: true, reachable: false, reason: found.reason, address };
    }
    const accepts = async (context: SecureContext) => {
      const { outcome } = await ask(context);
      return outcome === 'unknown' ? undefined : outcome !== 'refused';
    };
    const { certificate, distrust } = found;
    return {
      allowed: true,
      reachable: true,
      address,
      modern,
      protocol: found.protocol,
      version: VERSIONS[found.protocol],
      acceptsTls10: await accepts(this.#tls10),
      acceptsTls11: await accepts(this.#tls11),
      cipher: found.cipher,
      chainTrusted: distrust === undefined,
      chainProblem: distrust,
      certificate:
        certificate && describeCertificate(certificate, host, this.#now()),
    };
  }
}

function only(version: SecureVersion): SecureContext {
  return createSecureContext({
    ciphers: ANY_CIPHER,
    minVersion: version,
    maxVersion: version,
  });
}
