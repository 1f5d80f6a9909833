import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  factCollectorsExtensionPoint,
  type CollectFailure,
  type CollectedFact,
  type FactCollector,
} from '@platform-ops/backstage-plugin-scorecards-node';
import { findFactProblem } from '@platform-ops/scorecards';
import {
  createAuthority,
  createCertificate,
} from './__testUtils__/certificates';
import { TestServers } from './__testUtils__/TestServers';
import { readTlsConfig } from './config/readTlsConfig';
import scorecardsModuleTls, { TlsCollector } from '.';

jest.setTimeout(30_000);

function entity(
  kind: string,
  name: string,
  endpoints?: string,
  relations: Entity['relations'] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      annotations: endpoints ? { 'platformops.io/endpoints': endpoints } : {},
    },
    relations,
  };
}

const configOf = (tls: object) =>
  readTlsConfig(
    mockServices.rootConfig({ data: { scorecards: { tls } } as never }),
  );

async function collect(collector: FactCollector, entities: Entity[]) {
  const facts: CollectedFact[] = [];
  const failures: CollectFailure[] = [];
  for await (const batch of collector.collect({
    entities,
    signal: new AbortController().signal,
  })) {
    facts.push(...batch.facts);
    failures.push(...(batch.failures ?? []));
  }
  const types = new Map(collector.factTypes.map(type => [type.id, type]));
  expect(
    facts.flatMap(
      ({ type, value }) => findFactProblem(value, types.get(type)!) ?? [],
    ),
  ).toEqual([]);
  const fact = (entityRef: string, type = 'tls.endpoints') =>
    facts.find(found => found.entityRef === entityRef && found.type === type);
  return { facts, failures, fact };
}

describe('the collector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-tls-'));
  const file = join(folder, 'authority.pem');
  const servers = new TestServers();
  let port: number;
  let connections = 0;

  beforeAll(async () => {
    const authority = await createAuthority();
    writeFileSync(file, authority.cert);
    port = await servers.tls(await createCertificate({ by: authority }));
  });

  afterAll(async () => {
    await servers.stop();
    rmSync(folder, { recursive: true });
  });

  it('is added by the module, and contacts nobody that is not allowed', async () => {
    const collectors: FactCollector[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          factCollectorsExtensionPoint,
          { addFactCollector: (...more) => void collectors.push(...more) },
        ],
      ],
      features: [scorecardsModuleTls],
    });
    await backend.stop();
    const trap = await servers.tcp(() => connections++);
    const { fact } = await collect(collectors[0], [
      entity(
        'Component',
        'lured',
        `127.0.0.1:${trap}, http://localhost:${trap}`,
      ),
    ]);
    expect(fact('component:default/lured')).toMatchObject({
      value: {
        endpoints: [
          {
            endpoint: `127.0.0.1:${trap}`,
            allowed: false,
            reachable: false,
            reason: 'not allowed by scorecards.tls.hosts',
          },
          {
            endpoint: `http://localhost:${trap}`,
            allowed: false,
            reason: 'it is http, which is not encrypted',
          },
        ],
      },
      population: 2,
    });
    expect(connections).toBe(0);
  });

  it('tells models and systems of their parts, and asks each endpoint once', async () => {
    const counted = await servers.tcp(socket => {
      connections++;
      socket.destroy();
    });
    const collector = TlsCollector.create(
      configOf({
        hosts: ['localhost', '127.0.0.1'],
        authorities: [{ file }, { file: '/nowhere.pem', sandbox: true }],
        endpoints: [
          {
            entity: 'Component:default/Engine',
            endpoints: [`localhost:${port}`],
          },
          { entity: 'component:default/gone', endpoints: ['localhost:1'] },
        ],
      }),
    );
    const { fact, failures } = await collect(collector, [
      entity('Component', 'engine'),
      entity('Component', 'front', `localhost:${counted},LOCALHOST:${counted}`),
      entity('Component', 'quiet'),
      entity('Model', 'triage', undefined, [
        { type: 'servedBy', targetRef: 'component:default/engine' },
        { type: 'dependsOn', targetRef: 'component:default/front' },
      ]),
      entity('System', 'clinic', `127.0.0.1:${port}`, [
        { type: 'hasPart', targetRef: 'component:default/engine' },
        { type: 'hasPart', targetRef: 'component:default/front' },
      ]),
    ]);
    const engine = {
      entityRef: 'component:default/engine',
      endpoint: `localhost:${port}`,
      version: 1.3,
      chainTrusted: true,
      certificate: { nameMatches: true },
    };
    expect(fact('model:default/triage')?.value).toMatchObject({
      left: 0,
      endpoints: [engine],
    });
    expect(fact('system:default/clinic')).toMatchObject({
      value: {
        endpoints: [
          { endpoint: `127.0.0.1:${port}`, chainTrusted: true },
          engine,
          { entityRef: 'component:default/front', reachable: false },
          { entityRef: 'component:default/front', reachable: false },
        ],
      },
      population: 4,
      source: 'TLS handshake',
      query: expect.stringContaining(`localhost:${port}`),
    });
    expect(fact('component:default/quiet')).toBeUndefined();
    expect(fact('model:default/triage', 'tls.plaintext')).toBeUndefined();
    // As a client of today, and as one of long ago.
    expect(connections).toBe(2);
    expect(failures).toEqual([
      {
        subject: 'scorecards.tls.endpoints',
        message: 'the catalog has no component:default/gone',
      },
    ]);
  });

  it.each([
    ['redirects', 301, { location: 'https://localhost/' }, 'redirects'],
    ['redirects elsewhere', 301, { location: 'http://localhost/x' }, 'answers'],
    ['answers', 200, {}, 'answers'],
  ])('sees that a plain port %s', async (_, status, headers, answer) => {
    const server = createServer((__, response) => {
      response.writeHead(status, headers).end();
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const plaintextPort = (server.address() as AddressInfo).port;
    const collector = TlsCollector.create(
      configOf({ hosts: ['localhost'], probePlaintext: true }),
      { plaintextPort, resolve: async () => ['127.0.0.1'] },
    );
    const { fact } = await collect(collector, [
      entity('Component', 'front', `localhost:${port}, other.example`),
    ]);
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    expect(fact('component:default/front', 'tls.plaintext')).toMatchObject({
      value: {
        hosts: [
          { host: `localhost:${plaintextPort}`, answer },
          { host: `other.example:${plaintextPort}`, answer: 'not-asked' },
        ],
      },
      population: 2,
    });
  });

  it.each([
    ['closed', undefined],
    ['silent', 'SSH-2.0-OpenSSH_9.9\r\n'],
  ])('sees that a plain port is %s', async (answer, greeting) => {
    const others = new TestServers();
    const plaintextPort = await others.tcp(socket =>
      socket.end(greeting ?? ''),
    );
    if (!greeting) {
      await others.stop();
    }
    const collector = TlsCollector.create(
      configOf({ hosts: ['localhost'], probePlaintext: true }),
      { plaintextPort, resolve: async () => ['127.0.0.1'] },
    );
    const { fact } = await collect(collector, [
      entity('Component', 'front', `localhost:${port}`),
    ]);
    await others.stop();
    expect(
      fact('component:default/front', 'tls.plaintext')?.value,
    ).toMatchObject({ hosts: [{ answer }] });
  });

  it('finds nothing out where an authority cannot be read', async () => {
    const collector = TlsCollector.create(
      configOf({
        hosts: ['localhost'],
        authorities: [{ file: '/nowhere.pem' }],
      }),
    );
    await expect(
      collect(collector, [entity('Component', 'a', 'localhost:1')]),
    ).rejects.toThrow(
      "scorecards.tls.authorities[0].file: found '/nowhere.pem', which cannot be read (ENOENT)",
    );
  });
});

it.each([
  [{ hosts: ['*'] }, "scorecards.tls.hosts[0]: found '*'"],
  [{ timeout: '1h' }, 'scorecards.tls.timeout: found 3600 s'],
  [
    { endpoints: [{ entity: 'checkout', endpoints: ['a'] }] },
    "scorecards.tls.endpoints[0].entity: found 'checkout'",
  ],
  [
    {
      endpoints: [
        { entity: 'component:default/a', endpoints: ['https://me:secret@a'] },
      ],
    },
    'scorecards.tls.endpoints[0].endpoints: found an address with credentials in it',
  ],
])('refuses %j', (tls, message) => {
  expect(() => configOf(tls)).toThrow(message);
});
