import { findServerForTest } from '@platform-ops/test-servers';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEMPLATES } from '../renderPiece';
import { RenderedRepository } from './RenderedRepository';
import { StubbedTools } from './StubbedTools';
import { TemplateRunner } from './TemplateRunner';

jest.setTimeout(180_000);

const PROGRAM = join(TEMPLATES, '../node_modules/.bin/gitlab-ci-local');
// It has MLflow, which the training code's tests need.
const python = findServerForTest('kfp');
const promtool = findServerForTest('promtool');
const missing = [python, promtool].flatMap(each =>
  each.found ? [] : [each.reason],
);
const describeWithTools = missing.length > 0 ? describe.skip : describe;

describeWithTools(
  `pipelines of GitLab${missing.length > 0 ? ` (skipped: ${missing[0]})` : ''}`,
  () => {
    let runner: TemplateRunner;
    let root: string;

    beforeAll(async () => {
      runner = await TemplateRunner.start();
      root = mkdtempSync(join(tmpdir(), 'golden-path-gitlab-'));
    }, 120_000);
    afterAll(async () => {
      await runner?.stop();
      rmSync(root, { recursive: true, force: true });
    });

    async function start(path: string, changes: Record<string, string>) {
      const made = await RenderedRepository.render(runner, path, {
        ci: 'gitlab',
        ...changes,
      });
      const directory = made.write();
      const git = (...args: string[]) =>
        execFileSync('git', args, {
          cwd: directory,
          env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
        });
      git('init', '--quiet', '--initial-branch=main');
      git('remote', 'add', 'origin', 'git@gitlab.example.com:clinic/a.git');
      git('config', 'user.name', 'Ann');
      git('config', 'user.email', 'ann@example.com');
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Made');
      const tools = new StubbedTools({
        directory: mkdtempSync(join(root, 'tools-')),
        python: python.found ? python.path : '',
      });
      const run = (...jobs: string[]) =>
        new Promise<{ code: number; output: string }>(resolve => {
          execFile(
            PROGRAM,
            [
              '--force-shell-executor',
              '--no-color',
              ...['--home', root],
              ...jobs,
            ],
            {
              cwd: directory,
              encoding: 'utf8',
              maxBuffer: 16 * 1024 * 1024,
              env: {
                ...process.env,
                PATH: `${tools.directory}:${process.env.PATH}`,
                GIT_CONFIG_GLOBAL: '/dev/null',
                PYTHONDONTWRITEBYTECODE: '1',
              },
            },
            (error, stdout, stderr) =>
              resolve({
                code: error ? Number(error.code) || 1 : 0,
                output: `${stdout}\n${stderr}`,
              }),
          );
        });
      const stop = () => rmSync(directory, { recursive: true, force: true });
      return { run, tools, stop };
    }

    it('tests what fine-tune-llm makes, and asks the gate', async () => {
      const { run, tools, stop } = await start('fine-tune-llm', {
        ground: 'own-gpus',
        delivery: 'kubernetes',
      });
      const { code, output } = await run('test', 'alerts', 'gate');
      expect(code ? output : '').toBe('');
      expect(output.match(/\d+ passed/g)).toHaveLength(2);
      expect(output).toContain('6 rules found');
      expect(tools.called.join('\n')).toMatch(/npx .* gate --file/);
      stop();
    });

    it('tests what adopt-existing-model adds, and asks the gate', async () => {
      const { run, tools, stop } = await start('adopt-existing-model', {});
      const { code, output } = await run();
      expect(code ? output : '').toBe('');
      expect(output).toMatch(/\d+ passed/);
      expect(output).toContain('2 rules found');
      expect(tools.called.join('\n')).toMatch(
        /npx .* gate --file \.\.\/catalog-info\.yaml --name component:default\/chest-triage/,
      );
      stop();
    });
  },
);
