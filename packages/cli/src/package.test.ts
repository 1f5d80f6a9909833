import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { version } from '../package.json';
import { startPortal } from './__testUtils__/startPortal';

const run = promisify(execFile);
const PACKAGE = resolve(__dirname, '..');
/** npm stands beside the Node that runs the tests. */
const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);

jest.setTimeout(120_000);

/**
 * The command as pipelines get it: packed, installed without a network where
 * nothing of this repository is, against a portal that listens.
 */
describe('the package', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'platform-ops-package-'));
    portal = await startPortal();
    const env = { PATH, HOME: folder, npm_config_cache: join(folder, '.npm') };
    await run('npm', ['pack', '--pack-destination', folder], {
      cwd: PACKAGE,
      env,
    });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await run(
      'npm',
      [
        'install',
        '--offline',
        '--no-audit',
        '--no-fund',
        `./platform-ops-cli-${version}.tgz`,
      ],
      { cwd: folder, env },
    );
  });

  afterAll(async () => {
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function command(...args: string[]) {
    const env = {
      PATH,
      PLATFORM_OPS_URL: portal.url,
      PLATFORM_OPS_TOKEN: portal.token,
    };
    const bin = join(folder, 'node_modules/.bin/platform-ops');
    return run(bin, args, { cwd: folder, env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  }

  const house = ['--framework', 'house'];

  it('stops a pipeline, with reasons', async () => {
    const stopped = await command(
      ...['gate', '--entity', 'component:default/orphan', ...house],
      ...['--release', 'v12', '--target', 'production'],
    );
    expect(stopped.stderr).toBe('');
    expect(stopped.code).toBe(1);
    expect(stopped.stdout.split('\n')).toEqual([
      'FAIL: What stands between orphan v12 and production',
      '',
      'FAIL: House rules: 0 % of what counts is met, Gold needs 100 %; 1 critical control fails or is unknown',
      '  Stands in the way:',
      '  - H 1 Owner: fails, critical',
      '      expected: an owner that the catalog has',
      '      found: nobody',
      '      to do: Name the team',
      '      annotation: spec.owner: group:default/…',
      '      met at: component:default/orphan',
      '      who: nobody, for component:default/orphan has no owner; name one',
      '',
      'All of it: https://portal.example.com/catalog/default/component/orphan/compliance',
      '',
      'Evidence for these frameworks, not a statement of compliance.',
      '',
    ]);
  });

  it('lets pass what mends it', async () => {
    const yaml = (owner: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: orphan }
spec: { type: service, lifecycle: production, owner: ${owner} }
`;
    writeFileSync(join(folder, 'catalog-info.yaml'), yaml('imaging'));
    const mended = await command('gate', '--file=catalog-info.yaml', ...house);
    expect([mended.code, mended.stdout.split('\n')[0]]).toEqual([
      0,
      'PASS: Nothing stands between orphan and its next step',
    ]);
    writeFileSync(join(folder, 'catalog-info.yaml'), yaml('[imaging]'));
    const wrong = await command('gate', '--file=catalog-info.yaml', ...house);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('catalog-info.yaml:4 document 1, spec.owner'),
    ]);
  });

  it('hands in what a scanner wrote', async () => {
    writeFileSync(
      join(folder, 'results.sarif'),
      JSON.stringify({
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'semgrep' } },
            results: [{ ruleId: 'a', level: 'error', message: { text: 'A' } }],
          },
        ],
      }),
    );
    const report = () =>
      command(
        ...['report', 'results.sarif', '--entity=component:default/orphan'],
        ...['--pipeline=release', '--pipeline-url=https://ci.example.com/1'],
      );
    const first = await report();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^semgrep: /);
    expect((await report()).stdout).toMatch(/\(known already\)\n$/);
  });

  it('lints by what the portal knows', async () => {
    writeFileSync(
      join(folder, 'acme.yaml'),
      `apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: acme, title: Acme }
spec:
  checks:
    - id: acme-owned
      title: Owned
      tiers: [{ verdict: pass, when: catalog.ownership.resolved }]
      expected: an owner
      fix: { text: Name one }
`,
    );
    const linted = await command('lint', 'acme.yaml');
    expect([linted.code, linted.stdout]).toEqual([
      1,
      expect.stringMatching(/^acme\.yaml:8 error: .*resolved/),
    ]);
  });

  it('is nobody without a token that the portal knows', async () => {
    portal.token = 'nobody-knows-it';
    const { code, stderr } = await command(
      ...['gate', '--entity', 'component:default/orphan', ...house],
    );
    expect([code, stderr]).toEqual([3, expect.stringContaining('401')]);
  });
});
