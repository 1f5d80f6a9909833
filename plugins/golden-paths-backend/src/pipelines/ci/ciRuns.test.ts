import type { components } from '@octokit/openapi-types';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { stopClock } from '../__testUtils__/clock';
import { component, startPortal } from '../__testUtils__/startPortal';

// Types of GitHub's published OpenAPI description: an answer that it does not
// describe does not compile.
type GithubRun = Partial<components['schemas']['workflow-run']>;
type GithubJob = Partial<components['schemas']['job']>;

const TOKEN = 'token-of-the-integration';

const githubRuns: GithubRun[] = [
  {
    id: 12,
    name: 'CI',
    run_number: 3,
    run_attempt: 1,
    event: 'push',
    status: 'in_progress',
    conclusion: null,
    head_branch: 'main',
    head_sha: '009b8a3a9ccbb128af87f9b1c0f4c62e8a304f6d',
    display_title: 'Say nothing of this',
    html_url: 'https://ghe.example.com/acme/xray/actions/runs/12',
    created_at: '2026-01-01T00:00:00Z',
    run_started_at: '2026-01-01T00:01:00Z',
    updated_at: '2026-01-01T00:02:00Z',
  },
  {
    id: 11,
    name: 'CI',
    run_number: 2,
    status: 'completed',
    conclusion: 'timed_out',
    html_url: 'data:text/html,nothing',
    created_at: '2025-12-31T00:00:00Z',
    updated_at: '2025-12-31T00:20:00Z',
  },
  {
    id: 10,
    name: 'CI',
    run_number: 1,
    status: 'completed',
    conclusion: 'neutral',
  },
];
const githubJobs: GithubJob[] = [
  {
    name: 'test',
    status: 'completed',
    conclusion: 'success',
    started_at: '2026-01-01T00:01:00Z',
    completed_at: '2026-01-01T00:02:00Z',
  },
  { name: 'build', status: 'queued', conclusion: null },
];

describe('runs of CI', () => {
  let host: FakeHttpServer;
  let clock: ReturnType<typeof stopClock>;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    clock = stopClock();
    host = await FakeHttpServer.start();
    portal = await startPortal({
      config: {
        integrations: {
          github: [
            { host: 'ghe.example.com', apiBaseUrl: host.url, token: TOKEN },
          ],
          gitlab: [
            {
              host: 'gitlab.example.com',
              apiBaseUrl: `${host.url}/api/v4`,
              token: TOKEN,
            },
          ],
        },
      },
      entities: [
        component('xray', {
          'github.com/project-slug': 'acme/xray',
          'backstage.io/source-location':
            'url:https://ghe.example.com/acme/xray/',
        }),
        component('lab', {
          'gitlab.com/project-slug': 'acme/imaging/lab',
          'backstage.io/source-location':
            'url:https://gitlab.example.com/acme/imaging/lab/',
        }),
        component('public', {
          'github.com/project-slug': 'acme/public',
          'gitlab.com/project-slug': 'acme/public',
        }),
        component('escaping', {
          'github.com/project-slug': 'acme/..',
          'gitlab.com/project-slug': 'a b',
        }),
      ],
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await portal.stop();
    await host.stop();
  });

  it('shows those of GitHub Actions with their jobs', async () => {
    host.answer(({ path }) => ({
      body: path.endsWith('/jobs')
        ? { total_count: 2, jobs: githubJobs }
        : { total_count: 3, workflow_runs: githubRuns },
    }));
    const { sources, runs } = await portal.runsOf('xray');
    expect(sources).toEqual([
      {
        id: 'ci:ghe.example.com/acme/xray',
        type: 'ci',
        title: 'GitHub Actions of acme/xray',
        state: 'ok',
        observedAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
    expect(runs).toMatchObject([
      {
        id: '12',
        title: 'CI #3',
        state: 'running',
        startedAt: '2026-01-01T00:01:00.000Z',
        url: 'https://ghe.example.com/acme/xray/actions/runs/12',
        steps: [
          {
            name: 'test',
            state: 'succeeded',
            startedAt: '2026-01-01T00:01:00.000Z',
            finishedAt: '2026-01-01T00:02:00.000Z',
          },
          { name: 'build', state: 'pending' },
        ],
        parameters: {
          branch: 'main',
          commit: '009b8a3a9ccbb128af87f9b1c0f4c62e8a304f6d',
          event: 'push',
          attempt: 1,
        },
      },
      {
        id: '11',
        state: 'failed',
        finishedAt: '2025-12-31T00:20:00.000Z',
      },
      // It says neither when it began nor how it ended.
      { id: '10', state: 'unknown' },
    ]);
    expect(runs[1].url).toBeUndefined();
    expect(JSON.stringify(runs)).not.toContain('Say nothing of this');
    expect(host.asked.map(({ url }) => url)).toEqual(
      expect.arrayContaining([
        '/repos/acme/xray/actions/runs?per_page=15',
        '/repos/acme/xray/actions/runs/12/jobs?per_page=50',
      ]),
    );
    expect(host.asked[0].headers.authorization).toBe(`Bearer ${TOKEN}`);

    // Of what has ended, the jobs are known.
    host.asked.length = 0;
    clock.goOn(30);
    await portal.poll();
    expect(host.asked.map(({ path }) => path)).toEqual([
      '/repos/acme/xray/actions/runs',
      '/repos/acme/xray/actions/runs/12/jobs',
      '/repos/acme/xray/actions/runs/10/jobs',
    ]);
  });

  it('shows those of GitLab CI with their jobs', async () => {
    // Follows GitLab's REST API, pipelines and jobs.
    host.answer(({ path }) => ({
      body: path.endsWith('/jobs')
        ? [
            { id: 2, name: 'deploy', status: 'manual', stage: 'deploy' },
            {
              id: 1,
              name: 'test',
              status: 'failed',
              failure_reason: 'script_failure',
              finished_at: '2026-01-01T00:02:00.000+01:00',
            },
          ]
        : [
            {
              id: 47,
              iid: 12,
              project_id: 1,
              status: 'failed',
              source: 'push',
              ref: 'main',
              sha: 'a91957a858320c0e17f3a0eca7cfacbff50ea29a',
              web_url:
                'https://gitlab.example.com/acme/imaging/lab/-/pipelines/47',
              created_at: '2026-01-01T00:00:00.000Z',
              updated_at: '2026-01-01T00:05:00.000Z',
            },
          ],
    }));
    const { sources, runs } = await portal.runsOf('lab');
    expect(sources).toMatchObject([
      { id: 'ci:gitlab.example.com/acme/imaging/lab', state: 'ok' },
    ]);
    expect(runs).toMatchObject([
      {
        id: '47',
        title: 'Pipeline #47',
        state: 'failed',
        finishedAt: '2026-01-01T00:05:00.000Z',
        url: 'https://gitlab.example.com/acme/imaging/lab/-/pipelines/47',
        steps: [
          {
            name: 'test',
            state: 'failed',
            finishedAt: '2025-12-31T23:02:00.000Z',
            message: 'script_failure',
          },
          { name: 'deploy', state: 'pending' },
        ],
        parameters: { branch: 'main', event: 'push' },
      },
    ]);
    expect(host.asked[0].url).toBe(
      '/api/v4/projects/acme%2Fimaging%2Flab/pipelines?per_page=15',
    );
  });

  it('asks nobody without a token, and says so', async () => {
    const { sources } = await portal.runsOf('public');
    expect(sources.map(({ state, error }) => [state, error])).toEqual([
      [
        'unknown',
        'integrations.github has no token for github.com, without which its runs are not asked for',
      ],
      [
        'unknown',
        'integrations.gitlab has no token for gitlab.com, without which its runs are not asked for',
      ],
    ]);
    expect(
      (await portal.runsOf('escaping')).sources.map(({ error }) => error),
    ).toEqual([
      "github.com/project-slug: found 'acme/..', allowed is <owner>/<repository>",
      "gitlab.com/project-slug: found 'a b', allowed is <group>/<project>",
    ]);
    expect(host.asked).toEqual([]);
  });

  it.each([
    [{ status: 401 }, /refused it with 401.*integrations\.github may read/],
    [{ status: 404 }, /has no such repository/],
    [
      { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      /has asked too often/,
    ],
    [{ status: 301, headers: { location: 'http://127.0.0.1:1/' } }, /moved/],
    [{ status: 500 }, /answered with 500/],
    [{ body: '<html>' }, /something unexpected/],
    [{ body: { workflow_runs: [{ id: 'x' }] } }, /workflow_runs\.0\.id/],
    [{ body: 'x'.repeat(3 * 1024 * 1024) }, /more than 2097152 bytes/],
    [{ hangUp: true }, /could not be reached/],
  ])('says what went wrong: %o', async (answer, message) => {
    host.answer(() => answer);
    const { sources, runs } = await portal.runsOf('xray');
    expect(sources).toMatchObject([
      { state: 'failing', error: expect.stringMatching(message) },
    ]);
    expect(JSON.stringify(sources)).not.toContain(TOKEN);
    expect(runs).toEqual([]);
  });
});
