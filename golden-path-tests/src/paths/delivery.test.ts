import { FakeHttpServer, findServerForTest } from '@platform-ops/test-servers';
import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { RenderedRepository } from './RenderedRepository';
import { StubbedTools } from './StubbedTools';
import { TEMPLATES } from '../renderPiece';
import { TemplateRunner } from './TemplateRunner';
import { CHOICES } from './values';

jest.setTimeout(180_000);

/** Their packages let nobody else see where they are. */
const PROGRAMS = join(TEMPLATES, '../node_modules/.bin');
const PATHS = ['diagnostic-model-deployment', 'serve-model'];
const python = findServerForTest('golden-paths');
const promtool = findServerForTest('promtool');
const missing = [python, promtool].flatMap(each =>
  each.found ? [] : [each.reason],
);
const describeWithTools = missing.length > 0 ? describe.skip : describe;
const whyNoTools = missing.length > 0 ? ` (skipped: ${missing[0]})` : '';
/** The linter would fetch a Java of its own where there is none. */
const hasJava = (process.env.PATH ?? '')
  .split(':')
  .some(directory => existsSync(join(directory, 'java')));

/** Runs a program, and says how it ended. */
function run(
  program: string,
  args: string[],
  options: { directory: string; env?: NodeJS.ProcessEnv },
): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    execFile(
      program,
      args,
      {
        cwd: options.directory,
        encoding: 'utf8',
        maxBuffer: 16 * 1024 * 1024,
        env: { ...process.env, ...options.env },
      },
      (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) || 1 : 0,
          output: `${stdout}\n${stderr}`,
        }),
    );
  });
}

let runner: TemplateRunner;
let root: string;

beforeAll(async () => {
  runner = await TemplateRunner.start();
  root = mkdtempSync(join(tmpdir(), 'golden-path-delivery-'));
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function make(path: string, changes: Record<string, string>) {
  const repository = await RenderedRepository.render(runner, path, {
    ground: 'eks',
    ...changes,
  });
  return repository.write(root);
}

describeWithTools.each(PATHS)(`the pipeline of %s${whyNoTools}`, path => {
  const isDiagnostic = path === 'diagnostic-model-deployment';
  let gitlab: FakeHttpServer;
  let approvedBy: string[];
  let directory: string;
  let tools: StubbedTools;

  beforeAll(async () => {
    // As GitLab's documentation of its REST API has them.
    gitlab = await FakeHttpServer.start({
      answer: ({ path: asked }) =>
        asked.endsWith('/approvals')
          ? {
              body: {
                approved_by: approvedBy.map(username => ({
                  user: { username },
                })),
              },
            }
          : { body: [{ iid: 7, author: { username: 'ann' } }] },
    });
    directory = await make(path, { delivery: 'kubernetes', ci: 'gitlab' });
    const git = (...args: string[]) =>
      execFileSync('git', args, {
        cwd: directory,
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
      });
    git('init', '--quiet', '--initial-branch=main');
    git('remote', 'add', 'origin', 'git@gitlab.example.com:clinic/triage.git');
    git('config', 'user.name', 'Ann');
    git('config', 'user.email', 'ann@example.com');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Made');
  });
  beforeEach(() => {
    approvedBy = ['ben', 'eve'];
    tools = new StubbedTools({
      directory: mkdtempSync(join(root, 'tools-')),
      python: python.found ? python.path : '',
    });
  });
  afterAll(async () => {
    await gitlab?.stop();
  });

  const runGitlab = (...jobs: string[]) =>
    run(
      join(PROGRAMS, 'gitlab-ci-local'),
      [
        '--force-shell-executor',
        '--no-color',
        ...['--home', root],
        ...['--ignore-predefined-vars', 'CI_API_V4_URL,CI_RUNNER_ID'],
        ...['--variable', 'CI_RUNNER_ID=12'],
        ...['--variable', `CI_API_V4_URL=${gitlab.url}`],
        ...['--variable', 'APPROVALS_TOKEN=secret-of-approvals'],
        ...jobs,
      ],
      {
        directory,
        env: {
          PATH: `${tools.directory}:${process.env.PATH}`,
          GIT_CONFIG_GLOBAL: '/dev/null',
          PYTHONDONTWRITEBYTECODE: '1',
        },
      },
    );

  if (isDiagnostic) {
    it('delivers nothing while the image is not built', async () => {
      const { code, output } = await runGitlab('release');
      expect(output).toContain('the image was not built yet');
      expect(code).not.toBe(0);
      expect(tools.called.join('\n')).not.toContain('kubectl');
      expect(
        await run(
          join(tools.directory, 'python3'),
          ['ci/set_image.py', `sha256:${'e'.repeat(64)}`],
          { directory },
        ),
      ).toMatchObject({ code: 0 });
    });
  }

  it('runs from test to delivery', async () => {
    const { code, output } = await runGitlab();
    expect(`${code} ${code === 0 ? '' : output}`).toBe('0 ');
    expect(output).toMatch(/\d+ passed/);
    // promtool's own words.
    expect(output).toMatch(/SUCCESS: [12] rules? found/);
    expect(output).not.toContain('secret-of-approvals');
    const called = tools.called.map(line => line.replaceAll(/ +/g, ' '));
    const index = (start: string) =>
      called.findIndex(line => line.startsWith(start));
    expect(index('npx --yes @platform-ops/cli gate')).toBeGreaterThan(-1);
    expect(index('cosign sign-blob')).toBeGreaterThan(index('npx'));
    expect(index('kubectl apply')).toBeGreaterThan(index('cosign sign-blob'));
    expect(called.filter(line => line.startsWith('kubectl'))).toEqual([
      'kubectl apply --server-side --field-manager platform-ops-portal --filename deploy/00-namespace.yaml',
      'kubectl apply --server-side --field-manager platform-ops-portal --dry-run=server --filename deploy',
      'kubectl apply --server-side --field-manager platform-ops-portal --filename deploy',
      'kubectl wait --namespace imaging-triage --for=condition=Ready --timeout=15m InferenceService/chest-triage',
    ]);
    expect(gitlab.asked[0].headers['private-token']).toBe(
      'secret-of-approvals',
    );
    // The pipeline for training has an environment of its own.
    expect(called.some(line => line.startsWith('venv/python -m pytest'))).toBe(
      isDiagnostic,
    );
  });

  it('releases nothing that too few people approved', async () => {
    approvedBy = isDiagnostic ? ['ann', 'ben'] : ['ann'];
    const { code, output } = await runGitlab('release');
    expect(output).toContain('1 more of');
    expect(code).not.toBe(0);
    expect(tools.called.join('\n')).not.toMatch(/cosign|kubectl/);
  });

  it('tests its alerts, and finds one that is wrong', async () => {
    const check = () =>
      run('sh', ['ci/check_alerts.sh'], {
        directory,
        env: { PATH: `${tools.directory}:${process.env.PATH}` },
      });
    expect(await check()).toMatchObject({ code: 0 });
    const file = join(directory, 'deploy/60-prometheus-rule.yaml');
    const text = readFileSync(file, 'utf8');
    for (const wrong of [
      text.replace('[30m])) > 3', '[30m])) > 300'),
      text.replace('sum(increase(', 'sum(('),
    ]) {
      expect(wrong).not.toBe(text);
      writeFileSync(file, wrong);
      expect((await check()).code).not.toBe(0);
    }
    writeFileSync(file, text);
  });
});

const describeWithJava = hasJava ? describe : describe.skip;

describeWithJava(
  `the Jenkinsfile${hasJava ? '' : ' (skipped: no Java)'}`,
  () => {
    it('is right of each path and delivery, and is found wrong where it is', async () => {
      const directory = mkdtempSync(join(root, 'jenkins-'));
      const put = (name: string, text: string) => {
        mkdirSync(join(directory, name));
        writeFileSync(join(directory, name, 'Jenkinsfile'), text);
      };
      const expected: Record<string, string[]> = {};
      for (const [path, choices] of Object.entries(CHOICES)) {
        for (const delivery of choices.delivery ?? ['no']) {
          const repository = await RenderedRepository.render(runner, path, {
            ...(choices.ground && { ground: 'eks' }),
            ...(choices.delivery && { delivery }),
            ci: 'jenkins',
          });
          const file = repository.paths.find(name =>
            /(^|\/)Jenkinsfile$/.test(name),
          )!;
          const name = `${path}-${delivery}`;
          const text = repository.text(file);
          put(name, text);
          expected[name] = [];
          put(`${name}-broken`, text.replace('agent any', 'agent any {'));
          expected[`${name}-broken`] = ['NglParseError'];
        }
      }
      // It takes seconds to start: once for all of them.
      const { output } = await run(
        join(PROGRAMS, 'npm-groovy-lint'),
        [
          '--noserver',
          // It ends before a better compiler pays.
          '--javaoptions=-Xmx1g,-XX:TieredStopAtLevel=1',
          ...['--config', join(__dirname, '../../groovylint')],
          ...['--output', 'json', '--files', '**/Jenkinsfile'],
        ],
        { directory },
      );
      const found = JSON.parse(output.slice(output.indexOf('{"summary"')));
      expect(
        Object.fromEntries(
          Object.entries(
            found.files as Record<string, { errors: Array<{ rule: string }> }>,
          ).map(([file, { errors }]) => [
            basename(dirname(file)),
            errors.map(({ rule }) => rule),
          ]),
        ),
      ).toEqual(expected);
    });
  },
);
