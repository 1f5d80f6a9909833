import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  component,
  pipeline,
  startPortal,
  user,
} from './__testUtils__/startPortal';
import { CYCLONEDX, JUNIT, sarif } from './__testUtils__/samples';

// Thousands of requests take a while on a busy machine.
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const CART = 'component:default/cart';
const MEGABYTE = 1024 * 1024;
const ABOUT = {
  entityRef: CART,
  commit: 'ABCDEF1234',
  pipeline: { name: 'build', url: 'https://ci.example.com/runs/1' },
};
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;
const trivy = (day: number, scores: string[], more: object = {}) => ({
  ...ABOUT,
  kind: 'sarif',
  scans: 'image',
  ranAt: at(day),
  content: sarif({ scores }),
  ...more,
});

describe.each(databases.eachSupportedId())('pushed results on %s', id => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  async function start(
    options: Partial<Parameters<typeof startPortal>[0]> & {
      /** Whether the catalog was copied already. */
      isCopied?: boolean;
    } = {},
  ) {
    const knex = await databases.init(id);
    portal = await startPortal({
      knex,
      entities: [component('cart'), component('hidden')],
      ...options,
    });
    if (options.isCopied ?? true) {
      await portal.evaluate();
    }
    return { ...portal, knex };
  }

  afterEach(() => portal.stop());

  it('makes facts of the last result of each tool', async () => {
    const { report, send, facts } = await start();
    const answer = await report(trivy(1, ['9.8', '7.1']));
    expect([answer.status, answer.body]).toEqual([
      202,
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        known: false,
        tool: 'Trivy',
        found: '1 critical, 1 high, 0 medium, 0 low, 0 unrated, 0 suppressed',
      },
    ]);
    expect((await report(trivy(3, ['9.8']))).status).toBe(202);
    // It ran before, though it comes later.
    await report(trivy(2, []));
    await report(
      trivy(3, ['5'], { content: sarif({ tool: 'Grype', scores: ['5'] }) }),
    );
    expect((await facts(CART))['ci.imageScan']).toEqual({
      critical: 1,
      high: 0,
      medium: 1,
      low: 0,
      unrated: 0,
      suppressed: 0,
      complete: true,
      // Open since the first scan that saw it.
      oldestCritical: '2026-11-01T10:00:00.000Z',
      worst: ['CVE-2026-1000 usr/lib/libz.so'],
      scans: [
        expect.objectContaining({ tool: 'Grype', medium: 1 }),
        expect.objectContaining({ tool: 'Trivy', commit: 'abcdef1234' }),
      ],
    });
    const { items } = (await send('get', '/collectors', user)).body;
    expect(items.find((item: any) => item.id === 'ci')).toMatchObject({
      feed: 'pushed',
      state: 'ok',
      facts: 1,
      errors: [],
    });

    const removed = await send(
      'delete',
      `/results?entityRef=${CART}&kind=sarif&tool=Trivy`,
      pipeline,
    );
    expect(removed.body).toEqual({ removed: 3 });
    expect((await facts(CART))['ci.imageScan'].critical).toBe(0);
    const last = await send(
      'delete',
      `/results?entityRef=${CART}&kind=sarif&tool=Grype`,
      pipeline,
    );
    expect(last.body).toEqual({ removed: 1 });
    expect(await facts(CART)).toEqual({});
  });

  it('takes documents as they are, packed or not', async () => {
    const { send, facts, knex } = await start();
    const query = (kind: string, more = '') =>
      `/results?entityRef=${CART}&kind=${kind}&pipeline=build&pipelineUrl=https://ci.example.com/runs/1&ranAt=${at(
        1,
      )}${more}`;
    const junit = await send('post', query('junit'), {
      ...pipeline,
      'content-type': 'application/xml',
    }).send(JUNIT);
    expect(junit.body).toMatchObject({
      tool: 'junit',
      found: '4 tests, 1 failed, 1 skipped',
    });
    const bom = await send('post', query('cyclonedx', '&tool=syft-image'), {
      ...pipeline,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    })
      .serialize(body => body)
      .send(gzipSync(JSON.stringify(CYCLONEDX)));
    expect(bom.body).toMatchObject({ tool: 'syft-image' });
    const run = await send('post', query('result'), pipeline).send({
      outcome: 'passed',
      author: 'ada',
      approvedBy: ['Ada', 'ravi', 'RAVI'],
      signed: true,
    });
    expect(run.status).toBe(202);
    expect(await facts(CART)).toMatchObject({
      'ci.tests': { tests: 4, failed: 1, failing: ['cart removes & keeps'] },
      'ci.components': { components: 5, deniedCount: 1, rules: 1, models: 1 },
      'ci.vulnerabilities': { critical: 1, high: 1, suppressed: 1, unrated: 1 },
      'ci.pipeline': { runs: [{ tool: 'build', outcome: 'passed' }] },
      'ci.review': { author: 'ada', approvals: 1, approvedBy: ['RAVI'] },
      'ci.artefact': { signed: true, provenance: false },
    });
    const [fact] = await knex('scorecards_facts').where({ type: 'ci.tests' });
    expect(fact).toMatchObject({
      source: 'junit in build',
      query:
        'POST /api/scorecards/results, junit by external:build, https://ci.example.com/runs/1',
      population: 4,
    });
    expect(new Date(fact.collected_at).toISOString()).toBe(
      '2026-11-01T10:00:00.000Z',
    );
  });

  it('does nothing twice, and keeps no more than it needs', async () => {
    const { report, knex, facts } = await start();
    const first = await report(trivy(1, ['9.8']));
    const again = await report(trivy(1, ['9.8']));
    expect(again.body).toEqual({ ...first.body, known: true });
    const other = await report(trivy(1, []));
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringMatching(/of the same commit, version and ranAt/),
    ]);
    const together = await Promise.all(
      [2, 2, 3].map(day => report(trivy(day, ['9.8']))),
    );
    expect(together.map(({ body }) => body.known)).toEqual([
      false,
      true,
      false,
    ]);
    for (let day = 4; day <= 20; day++) {
      await report(trivy(day, ['9.8']));
    }
    expect(await knex('scorecards_results').pluck('tool')).toHaveLength(10);
    expect((await facts(CART))['ci.imageScan']).toMatchObject({
      critical: 1,
      oldestCritical: '2026-11-01T10:00:00.000Z',
    });
    for (let tool = 0; tool < 49; tool++) {
      await report(trivy(1, [], { tool: `tool ${tool}` }));
    }
    const tooMany = await report(trivy(1, [], { tool: 'one more' }));
    expect([tooMany.status, tooMany.body.error.message]).toEqual([
      400,
      expect.stringMatching(/as many tools as are kept/),
    ]);
  });

  it('keeps scans of each version of a model', async () => {
    const { report, facts } = await start();
    const scan = (version: string, critical: number) =>
      report({
        ...ABOUT,
        kind: 'result',
        scans: 'model',
        tool: 'modelscan',
        version,
        ranAt: at(1),
        content: {
          outcome: 'passed',
          findings: { critical, high: 0, medium: 0, low: 0, looked: 3 },
        },
      });
    await scan('6', 1);
    await scan('7', 0);
    expect(
      (await facts(CART))['ci.modelScan'].scans.map(
        ({ version, critical }: any) => [version, critical],
      ),
    ).toEqual(
      expect.arrayContaining([
        ['6', 1],
        ['7', 0],
      ]),
    );
  });

  it('keeps what is of an entity that is new, and tells it later', async () => {
    const { report, facts, evaluate, tell } = await start({ isCopied: false });
    expect((await report(trivy(1, ['9.8']))).status).toBe(202);
    await tell();
    expect(await facts(CART)).toEqual({});
    await evaluate();
    await tell();
    expect(await facts(CART)).toHaveProperty(['ci.imageScan']);
  });

  it('takes a few thousand from many pipelines at once, and loses nothing', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `service-${index}`);
    const { report, knex } = await start({
      entities: names.map(name => component(name)),
    });
    const results = names.flatMap(name =>
      Array.from({ length: 10 }, (_, day) =>
        trivy(day + 1, day === 9 ? ['9.8'] : ['7.5'], {
          entityRef: `component:default/${name}`,
        }),
      ),
    );
    const answers: number[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        while (next < results.length) {
          const { status } = await report(results[next++]);
          answers.push(status);
        }
      }),
    );
    expect(new Set(answers)).toEqual(new Set([202]));
    const [{ count }] = await knex('scorecards_results').count({ count: '*' });
    expect(Number(count)).toBe(2000);
    const facts = await knex('scorecards_facts').pluck('value');
    expect(facts).toHaveLength(200);
    for (const fact of facts) {
      expect(JSON.parse(fact)).toMatchObject({ critical: 1, high: 0 });
    }
  });

  it('says where it is busy, and keeps all that it answered', async () => {
    const { report, knex } = await start();
    const answers = await Promise.all(
      Array.from({ length: 1300 }, (_, index) =>
        report(trivy(1, [], { tool: 'x', version: `${index}` })),
      ),
    );
    const byStatus = (wanted: number) =>
      answers.filter(({ status }) => status === wanted);
    expect(byStatus(202).length + byStatus(429).length).toBe(1300);
    for (const { headers, body } of byStatus(429)) {
      expect(headers['retry-after']).toBe('5');
      expect(body.error.message).toMatch(/nothing of this one was/);
    }
    expect(await knex('scorecards_results').pluck('id')).toHaveLength(
      Math.min(10, byStatus(202).length),
    );
  });

  it('lets only those push who may, about what they see', async () => {
    const { report, send, knex } = await start({ visible: ['cart'] });
    const hidden = { ...trivy(1, []), entityRef: 'component:default/hidden' };
    expect((await report(hidden, pipeline)).status).toBe(202);
    expect((await report(trivy(1, []), user)).status).toBe(202);
    const unseen = await report({ ...hidden, ranAt: at(2) }, user);
    const missing = await report(
      { ...hidden, entityRef: 'component:default/nobody' },
      user,
    );
    expect([unseen.status, missing.status]).toEqual([404, 404]);
    expect(unseen.body.error.message).toBe(
      missing.body.error.message.replace('nobody', 'hidden'),
    );
    const nobody = await report({
      ...hidden,
      entityRef: 'component:default/nobody',
    });
    expect(nobody.status).toBe(404);
    expect(
      (
        await send(
          'delete',
          '/results?entityRef=component:default/hidden&kind=sarif&tool=Trivy',
          user,
        )
      ).status,
    ).toBe(404);
    expect(await knex('scorecards_results').pluck('entity_ref')).toHaveLength(
      2,
    );
  });

  it('refuses who may not push before it reads anything', async () => {
    const { report } = await start({
      granted: name => name !== 'scorecards.result.report',
    });
    const refused = await report({ not: 'read' }, user);
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      expect.stringMatching(/scorecards\.result\.report/),
    ]);
    expect((await report({}, { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('refuses what is too large early, and reads no more of it', async () => {
    const { port, send } = await start();
    const path = `/api/scorecards/results?entityRef=${CART}&kind=sarif&pipeline=b&pipelineUrl=https://ci.example.com&ranAt=${at(
      1,
    )}`;
    const upload = (headers: object) =>
      new Promise<{ status?: number; body: string; sent: number }>(
        (resolve, reject) => {
          let sent = 0;
          let isAnswered = false;
          const chunk = Buffer.alloc(MEGABYTE, '[');
          const upstream = httpRequest(
            {
              port,
              path,
              method: 'POST',
              headers: { ...pipeline, ...headers },
            },
            response => {
              isAnswered = true;
              let body = '';
              response.on('data', data => (body += data));
              response.on('end', () => {
                upstream.destroy();
                resolve({ status: response.statusCode, body, sent });
              });
            },
          );
          upstream.on('error', error => isAnswered || reject(error));
          const write = () => {
            if (!isAnswered && sent < 100) {
              sent++;
              upstream.write(chunk, () => setImmediate(write));
            }
          };
          write();
        },
      );
    const declared = await upload({ 'content-length': 100 * MEGABYTE });
    expect([declared.status, declared.body]).toEqual([
      413,
      expect.stringMatching(/allowed are 10485760 bytes/),
    ]);
    const streamed = await upload({ 'transfer-encoding': 'chunked' });
    expect(streamed.status).toBe(413);
    expect(Math.max(declared.sent, streamed.sent)).toBeLessThan(60);

    const bomb = await send('post', path.replace('/api/scorecards', ''), {
      ...pipeline,
      'content-type': 'application/gzip',
    })
      .serialize(body => body)
      .send(gzipSync(Buffer.alloc(50 * MEGABYTE, ' ')));
    expect([bomb.status, bomb.body.error.message]).toEqual([
      413,
      expect.stringMatching(/once it is unpacked/),
    ]);
  });

  it('names what is wrong', async () => {
    const { report, send } = await start();
    const good = trivy(1, []);
    const { kind, ...withoutKind } = good;
    const cases: Array<[object, RegExp]> = [
      [{ ...good, entityRef: 'cart' }, /^entityRef: .*kind:namespace\/name/],
      [withoutKind, /^kind: /],
      [{ ...good, kind: 'html' }, /^kind: .*"sarif".*found "html"/],
      [{ ...good, ranAt: 'today' }, /^ranAt: /],
      [{ ...good, ranAt: '2036-11-01T10:00:00Z' }, /^ranAt: .*has passed/],
      [{ ...good, commit: 'main' }, /^commit: .*7 to 64 hex digits/],
      [
        { ...good, pipeline: { name: 'x', url: 'ftp://ci.example.com' } },
        /^pipeline\.url: expected an http or https address/,
      ],
      [{ ...good, secret: 1 }, /secret/],
      [{ ...good, content: 5 }, /^content: expected is the document/],
      [{ ...good, tool: 'a\0' }, /U\+0000/],
      [
        {
          ...good,
          scans: undefined,
          kind: 'result',
          content: {
            outcome: 'passed',
            findings: { critical: 0, high: 0, medium: 0, low: 0, looked: 1 },
          },
        },
        /^scans: found nothing/,
      ],
    ];
    for (const [body, message] of cases) {
      const answer = await report(body);
      expect([answer.status, answer.body.error.message]).toEqual([
        400,
        expect.stringMatching(message),
      ]);
    }
    const noGzip = await send('post', `/results?entityRef=${CART}&kind=sarif`, {
      ...pipeline,
      'content-encoding': 'gzip',
    }).send('plain');
    expect(noGzip.body.error.message).toMatch(/it is not gzip/);
    const document = await send('get', '/results/openapi.json', user);
    expect(document.body.paths['/'].post.operationId).toBe('reportResult');
  });
});
