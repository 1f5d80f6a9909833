import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  gateResponseSchema,
  type GateResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { FakePortal, type FakeAnswer } from './__testUtils__/FakePortal';
import { run } from './run';

const ENTITY = 'component:default/churn';
const TOKEN = 'a-secret-token';

const PASS: GateResponse = {
  entityRef: ENTITY,
  title: 'Churn',
  isKnown: true,
  outcome: 'pass',
  evaluatedAt: '2026-11-23T12:00:00.000Z',
  frameworks: [],
  notes: [],
  text: 'PASS: Nothing stands between Churn and its next step\n\nmore\n',
  comment: '### Nothing stands in the way\n',
  sarif: { version: '2.1.0', runs: [] },
};
const FAIL: GateResponse = {
  ...PASS,
  outcome: 'fail',
  text: 'FAIL: What stands between Churn and its next step\n',
};

let portal: FakePortal;
let folder: string;

beforeAll(async () => {
  portal = await FakePortal.start();
  folder = mkdtempSync(join(tmpdir(), 'platform-ops-cli-'));
});

afterAll(() => portal.stop());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function command(
  args: string[],
  options: {
    answers?: FakeAnswer[];
    env?: Record<string, string>;
  } = {},
) {
  portal.answers = options.answers ?? [{ body: PASS }];
  portal.requests.length = 0;
  let out = '';
  let err = '';
  const waits: number[] = [];
  const code = await run(args, {
    env: {
      PLATFORM_OPS_URL: portal.url,
      PLATFORM_OPS_TOKEN: TOKEN,
      ...options.env,
    },
    out: text => void (out += text),
    err: text => void (err += text),
    wait: async milliseconds => void waits.push(milliseconds),
  });
  expect(out + err).not.toContain(TOKEN);
  return { code, out, err, waits };
}

const gate = (args: string[], answers?: FakeAnswer[], env?: any) =>
  command(['gate', '--entity', ENTITY, ...args], { answers, env });

describe('gate', () => {
  it('leaves with what the portal says, and asks for what it is told', async () => {
    expect(gateResponseSchema.parse(PASS)).toEqual(PASS);
    const passed = await gate([
      '--framework',
      'house',
      '--framework=secure-delivery:gold',
      '--release',
      'v12',
    ]);
    expect(passed).toMatchObject({ code: 0, out: PASS.text, err: '' });
    const [request] = portal.requests;
    expect(request).toMatchObject({
      path: '/api/scorecards/gate',
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(JSON.parse(request.body)).toEqual({
      entityRef: ENTITY,
      frameworks: [{ id: 'house' }, { id: 'secure-delivery', level: 'gold' }],
      release: 'v12',
    });
    expect(await gate([], [{ body: FAIL }])).toMatchObject({
      code: 1,
      out: FAIL.text,
    });
  });

  it('writes what it is asked for', async () => {
    const output = join(folder, 'deep', 'gate.sarif');
    const comment = join(folder, 'comment.md');
    const written = await gate(
      ['--format=sarif', '--output', output, '--comment-file', comment],
      [{ body: FAIL }],
    );
    expect(written).toEqual({
      code: 1,
      out: '',
      err: FAIL.text,
      waits: [],
    });
    expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual(FAIL.sarif);
    expect(readFileSync(comment, 'utf8')).toBe(FAIL.comment);
    expect(JSON.parse((await gate(['--format=json'])).out)).toEqual(PASS);
    expect((await gate(['--format=markdown'])).out).toBe(PASS.comment);
  });

  it('sends the YAML of a file, and where it stands', async () => {
    const path = file('catalog-info.yaml', 'kind: Component\n');
    const { code } = await command(['gate', '--file', path, '--name', ENTITY]);
    expect(code).toBe(0);
    expect(JSON.parse(portal.requests[0].body)).toEqual({
      entity: 'kind: Component\n',
      entityRef: ENTITY,
      file: relative('', path),
    });
  });

  it.each([
    [['gate'], /found neither; expected is --entity .* or --file/],
    [['gate', 'x', '--entity', ENTITY], /found x; expected is --entity/],
    [
      ['gate', '--file', '/nowhere.yaml'],
      /--file: .*cannot be read \(ENOENT\)/,
    ],
    [['gate', '--file', tmpdir()], /--file: .*is a folder; name its files/],
    [
      ['gate', '--entity', ENTITY, '--token', TOKEN],
      /Unknown option '--token'/,
    ],
    [['gate', '--entity', ENTITY, '--format', 'pdf'], /allowed are text, json/],
    [
      ['gate', '--entity', ENTITY, '--framework', 'a:'],
      /--framework: found a:/,
    ],
    [['gate', '--entity', ENTITY, '--timeout', '0'], /--timeout: found 0/],
    [['gate', '--entity', ENTITY, '--on-unreachable', 'pass'], /fail, warn/],
    [
      ['gate', '--entity', ENTITY, '--url', 'http://portal.example.com'],
      /--url: found http, .* expected is https, or --insecure-http/,
    ],
    [
      ['gate', '--entity', ENTITY, '--url', `https://me:${TOKEN}@example.com`],
      /--url: found a user, a password/,
    ],
    [
      ['gate', '--entity', ENTITY, '--url', 'portal'],
      /--url: found no address/,
    ],
    [['grate'], /found grate; allowed are gate, lint, report/],
  ])('refuses wrong use: %p', async (args, message) => {
    const { code, err } = await command(args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(portal.requests).toEqual([]);
  });

  it('wants a token, and never shows it', async () => {
    for (const PLATFORM_OPS_TOKEN of ['', 'with\nline']) {
      const { code, err } = await gate([], undefined, { PLATFORM_OPS_TOKEN });
      expect([code, err]).toEqual([
        2,
        expect.stringMatching(/^PLATFORM_OPS_TOKEN: found/),
      ]);
      expect(err).not.toContain('with');
    }
  });

  it.each<[string, FakeAnswer, number, RegExp]>([
    [
      'wrong input',
      { status: 400, body: { error: { message: 'frameworks.0.id: found x' } } },
      2,
      /^frameworks\.0\.id: found x\n$/,
    ],
    [
      'an unknown entity',
      { status: 404, body: { error: { message: 'There is no entity' } } },
      2,
      /no entity/,
    ],
    [
      'another server',
      { status: 404, body: '<html>' },
      3,
      /answered 404; .* name the address of its API/,
    ],
    [
      'a refusal',
      { status: 403, body: { error: { message: 'needs a permission' } } },
      3,
      /answered 403: needs a permission/,
    ],
    [
      'somebody who sends on',
      {
        status: 302,
        headers: { location: 'https://evil.example/x' },
        body: '',
      },
      3,
      /sends on to evil\.example/,
    ],
    ['a page', { body: '<html>pass</html>' }, 3, /none of the portal/],
    ['no outcome', { body: { ...PASS, outcome: 'maybe' } }, 3, /outcome/],
    ['an error', { status: 500, body: '' }, 3, /answered 500/],
  ])('never takes %s for a pass', async (_, answer, code, message) => {
    for (const mode of ['fail', 'warn']) {
      const answered = await gate(['--on-unreachable', mode], [answer]);
      expect([answered.code, answered.err]).toEqual([
        code,
        expect.stringMatching(message),
      ]);
      expect(portal.requests).toHaveLength(1);
    }
  });

  it('asks again where that may help, as patiently as it is asked to', async () => {
    const busy = { status: 429, headers: { 'retry-after': '7' } };
    const answered = await gate([], [busy, { status: 503 }, { body: FAIL }]);
    expect(answered).toMatchObject({ code: 1, waits: [7000, 2000] });
    const gone = await gate([], [{ status: 503 }]);
    expect(gone).toMatchObject({ code: 3, waits: [1000, 2000, 4000] });
    const tomorrow = { status: 503, headers: { 'retry-after': '86400' } };
    expect(await gate([], [tomorrow])).toMatchObject({ code: 3, waits: [] });
  });

  it('passes what nobody checked only where it is told to', async () => {
    const comment = join(folder, 'unchecked.md');
    const url = ['--url', 'http://127.0.0.1:1', '--comment-file', comment];
    expect(await gate(url)).toMatchObject({
      code: 3,
      err: expect.stringMatching(
        /could not be reached: .*(ECONNREFUSED|bad port)/,
      ),
    });
    expect(readFileSync(comment, 'utf8')).toContain('Nothing was checked');
    expect(await gate([...url, '--on-unreachable', 'warn'])).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/WARNING: nothing was checked/),
    });
  });
});

const CHECKS = `apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: acme, title: Acme }
spec:
  checks:
    - id: acme-storage
      title: Encrypted
      tiers: [{ verdict: pass, when: acme.storage.encrypted }]
      expected: encrypted storage
      fix: { text: Encrypt it }
`;
const FRAMEWORK = `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: acme, title: Acme }
spec:
  version: '1'
  scope: All
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [Component] }
  levels: [{ id: gold, title: Gold, minimumScore: 1 }]
  controls:
    - { id: a-1, citation: A 1, title: A, summary: A, kind: automatic, rule: tls-version }
`;
const KNOWN = {
  items: [
    {
      id: 'acme.storage',
      title: 'Storage',
      fields: { encrypted: { type: 'bool', description: 'At rest' } },
    },
  ],
  checks: [{ id: 'tls-version', title: 'TLS', testedOn: ['nginx 1.22'] }],
};

describe('lint', () => {
  const lint = (args: string[], env = {}) =>
    command(['lint', ...args], {
      env: { PLATFORM_OPS_URL: undefined as never, ...env },
    });

  it('says where a file is wrong, and what it did not compare', async () => {
    const good = file('checks.yaml', CHECKS);
    // Pipelines set variables that they have no value for to nothing.
    expect(await lint([good], { PLATFORM_OPS_URL: '' })).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringMatching(/^OK: .*was not compared with the facts/),
    });
    const bad = file('bad.yaml', CHECKS.replace('expected:', 'expcted:'));
    const where = relative('', bad);
    const found = await lint([good, bad]);
    expect(found.code).toBe(1);
    expect(found.out).toContain(
      `${where}:9 error: document 1, spec.checks[0].expcted`,
    );
    const sarif = JSON.parse((await lint([bad, '--format=sarif'])).out);
    const lines = sarif.runs[0].results.map(
      ({ locations: [{ physicalLocation }] }: any) =>
        physicalLocation.region.startLine,
    );
    // What is missing stands nowhere, so it is told where its check begins.
    expect(lines).toEqual([6, 9]);
    expect(
      JSON.parse((await lint([bad, '--format=json'])).out)[1],
    ).toMatchObject({
      file: where,
      line: 9,
      level: 'error',
    });
  });

  it('compares with the facts and checks of a portal', async () => {
    const slip = file('slip.yaml', CHECKS.replace('encrypted }', 'encryptd }'));
    const types = file('fact-types.json', JSON.stringify(KNOWN));
    const byFile = await lint([slip, '--fact-types', types]);
    expect(byFile.code).toBe(1);
    expect(byFile.out).toMatch(/slip\.yaml:8 error: .*encryptd/);
    const good = file('framework.yaml', FRAMEWORK);
    const byPortal = await command(
      ['lint', good, file('checks.yaml', CHECKS), '--url', portal.url],
      { answers: [{ body: KNOWN }] },
    );
    expect(byPortal).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^OK: 1 framework/),
    });
    expect(portal.requests[0].path).toBe('/api/scorecards/fact-types');
    // Without them the check is not there.
    expect(await lint([good])).toMatchObject({
      code: 1,
      out: expect.stringContaining('tls-version'),
    });
  });

  it('refuses wrong use', async () => {
    expect(await lint([])).toMatchObject({ code: 2 });
    expect(await lint(['/nowhere.yaml'])).toMatchObject({ code: 2 });
    const wrong = file(
      'wrong.json',
      '{"items":[{"id":"a.b","title":"A","fields":{"x":{"type":"blob"}}}]}',
    );
    expect(
      await lint([file('checks.yaml', CHECKS), '--fact-types', wrong]),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'is no answer of GET /api/scorecards/fact-types',
      ),
    });
  });
});

describe('report', () => {
  const ANSWER = { id: '1', known: false, tool: 'semgrep', found: '2 open' };

  it('hands a file in, with what the pipeline says of itself', async () => {
    const path = file('results.sarif', '{"runs":[]}');
    const reported = await command(
      ['report', path, '--entity', ENTITY, '--ran-at', '2026-11-23T12:00:00Z'],
      {
        answers: [
          { status: 429, headers: { 'retry-after': '0' } },
          { status: 202, body: ANSWER },
        ],
        env: {
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKFLOW: 'release & more',
          GITHUB_SERVER_URL: 'https://github.com',
          GITHUB_REPOSITORY: 'acme/churn',
          GITHUB_RUN_ID: '7',
          GITHUB_SHA: 'abcdef1',
        },
      },
    );
    expect(reported).toMatchObject({ code: 0, out: 'semgrep: 2 open\n' });
    const { path: asked, body } = portal.requests[1];
    expect(body).toBe('{"runs":[]}');
    expect(Object.fromEntries(new URL(asked, portal.url).searchParams)).toEqual(
      {
        entityRef: ENTITY,
        kind: 'sarif',
        commit: 'abcdef1',
        pipeline: 'release & more',
        pipelineUrl: 'https://github.com/acme/churn/actions/runs/7',
        ranAt: '2026-11-23T12:00:00Z',
      },
    );
  });

  it('tells kinds apart, and refuses wrong use', async () => {
    const kindOf = async (name: string, text: string) => {
      await command(['report', file(name, text), '--entity', ENTITY], {
        answers: [{ status: 202, body: ANSWER }],
        env: {
          CI_JOB_NAME: 'test',
          CI_PIPELINE_URL:
            'https://gitlab.example.com/acme/churn/-/pipelines/7',
        },
      });
      return new URL(portal.requests[0].path, portal.url).searchParams.get(
        'kind',
      );
    };
    expect(await kindOf('junit.xml', '<testsuites/>')).toBe('junit');
    expect(await kindOf('bom.json', '{"bomFormat": "CycloneDX"}')).toBe(
      'cyclonedx',
    );
    for (const args of [
      [],
      [file('bom.json', '{}')],
      [file('bom.json', '{}'), '--entity', ENTITY],
      [file('empty.sarif', ''), '--entity', ENTITY],
      [file('a.sarif', '{}'), '--entity', ENTITY, '--kind', 'pdf'],
    ]) {
      expect(await command(['report', ...args])).toMatchObject({ code: 2 });
    }
    const byHand = ['report', file('a.sarif', '{}'), '--entity', ENTITY];
    expect(await command(byHand)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--pipeline: found nothing, nor in the/),
    });
    expect(await command([...byHand, '--pipeline', 'p'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--pipeline-url: found nothing, nor in the/),
    });
  });
});
