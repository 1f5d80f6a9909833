import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ConcurrencyLimit,
  inChunks,
  oneLine,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  CollectedBatch,
  CollectedFact,
  CollectFailure,
  CollectOptions,
  FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { AddressGuard, type Resolve } from './addresses/AddressGuard';
import { readAuthorities } from './config/readAuthorities';
import type { TlsConfig } from './config/readTlsConfig';
import {
  describeEndpoint,
  parseEndpoint,
  type Endpoint,
} from './endpoints/Endpoint';
import {
  findEndpoints,
  type EntityEndpoints,
  type NamedEndpoint,
} from './endpoints/findEndpoints';
import { TLS_FACT_TYPES } from './factTypes';
import { EndpointProber, type EndpointFacts } from './handshake/EndpointProber';
import {
  probePlaintext,
  type PlaintextAnswer,
} from './plaintext/probePlaintext';

const AT_ONCE = 8;
/** Of a whole run; what is left then is told as not asked. */
const MOST_ENDPOINTS = 2_000;
const LONGEST_RUN_MS = 8 * 60_000;
const FACTS_AT_ONCE = 200;
const LONGEST_TEXT = 300;
const PLAINTEXT_PORT = 80;

type HostAnswer = Omit<PlaintextAnswer, 'answer'> & {
  answer: PlaintextAnswer['answer'] | 'not-asked';
};

/** What a run found out, by endpoint as it is written. */
interface Findings {
  endpoints: Map<string, EndpointFacts>;
  hosts: Map<string, HostAnswer>;
}

/**
 * What live handshakes with the endpoints of entities tell.
 *
 * @public
 */
export class TlsCollector implements FactCollector {
  readonly id = 'tls';
  readonly version = '1.0.0';
  readonly title = 'TLS handshakes';
  readonly factTypes = TLS_FACT_TYPES;
  readonly kinds = ['API', 'Component', 'Model', 'Resource', 'System'];
  readonly everyMs = 30 * 60_000;
  readonly #config: TlsConfig;
  readonly #resolve: Resolve | undefined;
  readonly #plaintextPort: number;

  /** @param options - What tests have otherwise. */
  static create(
    config: TlsConfig,
    options: { resolve?: Resolve; plaintextPort?: number } = {},
  ): TlsCollector {
    return new TlsCollector(config, options);
  }

  private constructor(
    config: TlsConfig,
    options: { resolve?: Resolve; plaintextPort?: number },
  ) {
    this.#config = config;
    this.#resolve = options.resolve;
    this.#plaintextPort = options.plaintextPort ?? PLAINTEXT_PORT;
  }

  async *collect({
    entities,
    signal,
  }: CollectOptions): AsyncIterable<CollectedBatch> {
    const named = findEndpoints(entities, this.#config.endpoints);
    const findings = await this.#probeAll(distinct(named), signal);
    signal.throwIfAborted();
    const asked = named.filter(entity => wereAsked(entity, findings));
    yield {
      facts: [],
      failures: this.#findFailures(entities, named.length - asked.length),
    };
    for (const chunk of inChunks(asked, FACTS_AT_ONCE)) {
      yield {
        facts: chunk.flatMap(entity => [
          this.#toEndpointsFact(entity, findings),
          ...(this.#config.probePlaintext
            ? [this.#toPlaintextFact(entity, findings)]
            : []),
        ]),
      };
    }
  }

  async #probeAll(
    endpoints: Endpoint[],
    signal: AbortSignal,
  ): Promise<Findings> {
    const findings: Findings = { endpoints: new Map(), hosts: new Map() };
    if (endpoints.length === 0) {
      return findings;
    }
    const { hosts, allowPrivate, timeoutMs } = this.#config;
    const prober = EndpointProber.create({
      guard: AddressGuard.create({
        hosts,
        allowPrivate,
        timeoutMs,
        resolve: this.#resolve,
      }),
      authorities: await readAuthorities(this.#config.authorities),
      timeoutMs,
    });
    const deadline = AbortSignal.timeout(LONGEST_RUN_MS);
    const either = AbortSignal.any([signal, deadline]);
    const limit = ConcurrencyLimit.create(AT_ONCE);
    await Promise.all(
      endpoints.slice(0, MOST_ENDPOINTS).map(endpoint =>
        limit.run(async () => {
          const facts = await prober.probe(endpoint, either);
          await this.#probeHost(endpoint, facts, findings, either);
          // What was cut off half-way says nothing of the endpoint.
          if (!deadline.aborted) {
            findings.endpoints.set(describeEndpoint(endpoint), facts);
          }
        }, signal),
      ),
    );
    return findings;
  }

  /** Asks the very address that was asked for the endpoint. */
  async #probeHost(
    { host }: Endpoint,
    { address }: EndpointFacts,
    { hosts }: Findings,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#config.probePlaintext && address && !hosts.has(host)) {
      hosts.set(host, { answer: 'not-asked', detail: 'the run ended' });
      hosts.set(
        host,
        await probePlaintext({
          address,
          port: this.#plaintextPort,
          host,
          timeoutMs: this.#config.timeoutMs,
          signal,
        }),
      );
    }
  }

  #toEndpointsFact(
    { entityRef, endpoints, left }: EntityEndpoints,
    findings: Findings,
  ): CollectedFact {
    return {
      entityRef,
      type: 'tls.endpoints',
      value: {
        left,
        endpoints: endpoints.map(named => toEndpoint(named, findings)),
      },
      source: 'TLS handshake',
      query: `openssl s_client -connect, with today's defaults and with TLS 1.0 and 1.1: ${endpoints
        .map(({ text }) => oneLine(text, LONGEST_TEXT))
        .join(', ')}`,
      population: endpoints.length + left,
    };
  }

  #toPlaintextFact(
    { entityRef, endpoints }: EntityEndpoints,
    { hosts }: Findings,
  ): CollectedFact {
    const names = new Set(
      endpoints.flatMap(({ text }) => {
        const endpoint = parseEndpoint(text);
        return typeof endpoint === 'string' ? [] : [endpoint.host];
      }),
    );
    const port = this.#plaintextPort;
    return {
      entityRef,
      type: 'tls.plaintext',
      value: {
        hosts: [...names].map(host => ({
          host: describeEndpoint({ host, port }),
          ...(hosts.get(host) ?? {
            answer: 'not-asked',
            detail: 'its endpoint could not be asked',
          }),
        })),
      },
      source: 'HTTP without TLS',
      query: `HEAD / on port ${port} of ${[...names].join(', ')}`,
      population: names.size,
    };
  }

  #findFailures(entities: Entity[], notAsked: number): CollectFailure[] {
    const known = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const unknown = [...this.#config.endpoints.keys()].filter(
      ref => !known.has(ref),
    );
    return [
      ...unknown.map(ref => ({
        subject: 'scorecards.tls.endpoints',
        message: `the catalog has no ${ref}`,
      })),
      ...(notAsked > 0
        ? [
            {
              subject: `endpoints of ${notAsked} entities`,
              message: `not asked: a run asks at most ${MOST_ENDPOINTS} endpoints and takes at most ${
                LONGEST_RUN_MS / 60_000
              } minutes`,
            },
          ]
        : []),
    ];
  }
}

/** What was known of the others before stays until it expires. */
function wereAsked(
  { endpoints }: EntityEndpoints,
  findings: Findings,
): boolean {
  return endpoints.every(({ text }) => {
    const endpoint = parseEndpoint(text);
    return (
      typeof endpoint === 'string' ||
      findings.endpoints.has(describeEndpoint(endpoint))
    );
  });
}

function distinct(entities: EntityEndpoints[]): Endpoint[] {
  const byText = new Map<string, Endpoint>();
  for (const { text } of entities.flatMap(({ endpoints }) => endpoints)) {
    const endpoint = parseEndpoint(text);
    if (typeof endpoint === 'object') {
      byText.set(describeEndpoint(endpoint), endpoint);
    }
  }
  return [...byText.values()];
}

function toEndpoint(
  { entityRef, text }: NamedEndpoint,
  { endpoints }: Findings,
): Record<string, unknown> {
  const parsed = parseEndpoint(text);
  if (typeof parsed === 'string') {
    return {
      entityRef,
      endpoint: oneLine(text, LONGEST_TEXT),
      allowed: false,
      reachable: false,
      reason: `it is ${parsed}`,
    };
  }
  const endpoint = describeEndpoint(parsed);
  return { entityRef, endpoint, ...endpoints.get(endpoint) };
}
