import { createServiceFactory } from '@backstage/backend-plugin-api';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { parseOpenSlo } from '@platform-ops/slo';
import { findServerForTest } from '@platform-ops/test-servers';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { parseAllDocuments } from 'yaml';
import { Pytest } from '../Pytest';
import { RenderedRepository } from './RenderedRepository';
import { checkBySchema, findSchema, whySkipped } from './schemas';
import { TemplateRunner } from './TemplateRunner';
import { CHOICES, pairs, VALUES } from './values';

jest.setTimeout(120_000);

const PATH = 'adopt-existing-model';
const WORKFLOW = 'ci/github-workflow.schema.json';
const ENTITY = 'backstage/catalog-info.schema.json';
const describeWith = (schema: string) =>
  findSchema(schema) ? describe : describe.skip;
const python = findServerForTest('golden-paths');
const describeWithPython = python.found ? describe : describe.skip;
const promtool = findServerForTest('promtool');
const describeWithPromtool = promtool.found ? describe : describe.skip;

/** A repository that serves a model, as one finds them. */
const SEEDED: Record<string, string> = {
  'README.md': '# Triage\n',
  Makefile: 'all:\n\techo made\n',
  'src/serve.py': 'print("serves")\n',
  'docs/index.md': 'Their documentation\n',
  'tests/test_serve.py': 'def test_serve():\n    assert True\n',
  '.github/workflows/ci.yml': 'name: CI\n',
  'k8s/service.yaml': `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: triage
  namespace: imaging
spec:
  predictor:
    sklearn:
      storageUri: s3://models/triage
      resources: { limits: { memory: 1Gi } }
`,
};
const GITHUB = 'https://github.com/clinic/triage/tree/main';
const GITLAB = 'https://gitlab.com/clinic/imaging/triage/-/tree/develop';
const OWN = {
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: chest-triage }
spec: { type: service, lifecycle: production, owner: imaging-ai }
`,
  '.gitlab-ci.yml': 'stages: [test]\n',
};
/** What stands under which address. */
const REPOSITORIES: Record<string, Record<string, string>> = {
  [GITHUB]: SEEDED,
  [GITLAB]: { ...SEEDED, ...OWN },
  'https://git.example.com/triage': { ...SEEDED, ...OWN },
};
const asked: string[] = [];

const reader = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory:
    () =>
    ({ treeResponseFactory }) =>
      [
        {
          predicate: () => true,
          reader: {
            readUrl: async () => {
              throw new Error('not read');
            },
            search: async () => {
              throw new Error('not searched');
            },
            readTree: async (url: string) => {
              asked.push(url);
              return treeResponseFactory.fromReadableArray(
                Object.entries(REPOSITORIES[url]).map(([path, text]) => ({
                  path,
                  data: Readable.from(text),
                })),
              );
            },
          },
        },
      ],
});

let runner: TemplateRunner;
let root: string;

beforeAll(async () => {
  runner = await TemplateRunner.start([reader]);
  root = mkdtempSync(join(tmpdir(), 'golden-path-adopt-'));
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(root, { recursive: true, force: true });
});

const onGithub = {
  publishTo: 'github',
  repoUrl: 'github.com?owner=clinic&repo=triage',
  branch: 'main',
  ci: 'github',
  manifest: 'k8s/service.yaml',
};
const render = (changes: Record<string, string | number> = onGithub) =>
  RenderedRepository.render(runner, PATH, changes);

/** The repository, with what was added to it. */
async function merge(
  changes: Record<string, string | number>,
  seeded: Record<string, string> = SEEDED,
) {
  const added = await render(changes);
  const directory = mkdtempSync(join(root, 'merged-'));
  for (const [path, text] of Object.entries(seeded)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const from = added.write();
  // As git merges a branch that only adds: it never has to replace a file.
  cpSync(from, directory, {
    recursive: true,
    force: false,
    errorOnExist: true,
  });
  rmSync(from, { recursive: true });
  return directory;
}

describe('the path adopt-existing-model', () => {
  it('adds files and touches none of those that are there', async () => {
    asked.length = 0;
    const added = await render();
    expect(asked).toEqual([GITHUB]);
    expect(added.paths.filter(path => path in SEEDED)).toEqual([]);
    expect(
      added.paths.filter(path => !path.startsWith('platform-ops/')).sort(),
    ).toEqual([
      '.github/workflows/platform-ops.yml',
      '.platformops/path.yaml',
      'catalog-info.yaml',
    ]);
    expect(added.paths).toEqual(
      expect.arrayContaining([
        'platform-ops/slos/chest-triage.yaml',
        'platform-ops/deploy/60-prometheus-rule.yaml',
        'platform-ops/monitoring/rules.test.yaml',
        'platform-ops/docs/runbook.md',
        'platform-ops/ci/gate.sh',
        'platform-ops/ci/check_alerts.sh',
        'platform-ops/tests/test_adoption.py',
        'platform-ops/statements/statements.yaml',
      ]),
    );
    const { log } = (await runner.dryRun(PATH, {
      ...VALUES[PATH],
      ...onGithub,
    })) as { log: string };
    expect(log).toContain('Performing dry run of creating pull request');
    const directory = await merge(onGithub);
    for (const [path, text] of Object.entries(SEEDED)) {
      expect(readFileSync(join(directory, path), 'utf8')).toBe(text);
    }
  });

  it('leaves out what would replace a file, and names it', async () => {
    const made = await runner.dryRun(PATH, {
      ...VALUES[PATH],
      publishTo: 'gitlab',
      repoUrl: 'gitlab.com?owner=clinic%2Fimaging&repo=triage',
      branch: 'develop',
      ci: 'gitlab',
    });
    expect(asked.at(-1)).toBe(GITLAB);
    if (!made.ok) {
      throw new Error(made.errors.join('\n'));
    }
    const paths = made.files.map(({ path }) => path);
    for (const path of Object.keys(OWN)) {
      expect(made.log).toContain(
        `${path} is in the repository: it stays as it is, ours is left out`,
      );
    }
    expect(
      paths.filter(path => /catalog-info|gitlab-ci|existing/.test(path)),
    ).toEqual(['platform-ops/gitlab-ci.yml']);
  });

  it('compares with any repository that the portal reads, and says where it cannot', async () => {
    const elsewhere = { ...VALUES[PATH], ci: 'jenkins' };
    const compared = await runner.dryRun(PATH, {
      ...elsewhere,
      existingUrl: 'https://git.example.com/triage',
    });
    expect(compared.ok && compared.log).toContain('catalog-info.yaml is in');
    const alone = await runner.dryRun(PATH, elsewhere);
    expect(alone.ok && alone.log).toContain('nothing was compared');
    expect(alone.ok && alone.log).toContain('Would publish');
  });

  it('changes nothing of what runs', async () => {
    const added = await render();
    const objects = added.paths
      .filter(path => path.startsWith('platform-ops/deploy/'))
      .flatMap(path => added.documents(path));
    expect(objects.map(({ kind }) => kind)).toEqual(['PrometheusRule']);
  });

  it.each(
    pairs(CHOICES[PATH]).map(row => [Object.values(row).join(', '), row]),
  )('leaves no sign of a template: %s', async (_, row) => {
    const added = await render(row as Record<string, string>);
    const pipelines = [
      '.github/workflows/platform-ops.yml',
      '.gitlab-ci.yml',
      'platform-ops/Jenkinsfile',
    ];
    expect(pipelines.filter(path => added.paths.includes(path))).toHaveLength(
      1,
    );
    for (const path of added.paths) {
      const text = added
        .text(path)
        .replaceAll(/\$\{\{ (?:vars|secrets|github)\./g, '');
      expect(`${path} ${/\$\{\{|\{%|undefined/.exec(text) ?? ''}`).toBe(
        `${path} `,
      );
    }
    const { slos, problems } = parseOpenSlo(
      added.text('platform-ops/slos/chest-triage.yaml'),
    );
    expect(problems).toEqual([]);
    expect(slos.map(({ name }) => name)).toEqual(['availability', 'latency']);
    expect(added.text('platform-ops/deploy/60-prometheus-rule.yaml')).toContain(
      (row as Record<string, string>).servedBy === 'deployment'
        ? 'deployment=~"triage.*"'
        : 'deployment=~"triage-predictor.*"',
    );
  });

  describeWith(ENTITY)(`the catalog file${whySkipped(ENTITY)}`, () => {
    it('is right by its schema', async () => {
      const [component, ...others] = (await render()).documents(
        'catalog-info.yaml',
      );
      expect(others).toEqual([]);
      expect(checkBySchema(ENTITY)(component)).toEqual([]);
      expect(component.metadata.annotations).toMatchObject({
        'platformops.io/golden-path': 'adopt-existing-model@1.0.0',
        'platformops.io/serves': 'model:sandbox/chest-xray-triage',
        'platformops.io/runbook-url':
          'https://github.com/clinic/triage/blob/main/platform-ops/docs/runbook.md',
        'backstage.io/kubernetes-label-selector':
          'serving.kserve.io/inferenceservice=triage',
      });
    });
  });

  describeWith(WORKFLOW)(
    `the workflow of GitHub${whySkipped(WORKFLOW)}`,
    () => {
      it('is one by the published schema', async () => {
        const workflow = (await render()).yaml(
          '.github/workflows/platform-ops.yml',
        );
        expect(checkBySchema(WORKFLOW)(workflow)).toEqual([]);
      });
    },
  );

  it.each([
    ['name', 'Chest'],
    ['name', 'x'.repeat(500)],
    ['name', 'default'],
    ['name', 'сhest-triage'],
    ['title', 'a\nb: c'],
    ['description', 'Long enough, but $' + '{{ secrets.x }} is no text.'],
    ['workloadName', 'triage; id'],
    ['workloadName', 'triage"} or vector(1) #'],
    ['labelSelector', 'app=$(id)'],
    ['manifest', '../../etc/passwd.yaml'],
    ['manifest', '/etc/passwd.yaml'],
    ['availability', 0.1],
    ['latency', '123ms'],
    ['namespace', 'kube-system'],
    ['branch', 'main/../../other'],
    ['branch', 'a b'],
    ['repoUrl', 'github.com?owner=a&repo=b$(id)'],
    ['servedBy', 'pod'],
  ])('refuses %s: %p', async (field, value) => {
    const made = await runner.dryRun(PATH, {
      ...VALUES[PATH],
      ...onGithub,
      [field]: value,
    });
    expect(made).toMatchObject({ ok: false, status: 400 });
    expect(made.ok ? [] : made.errors.join('\n')).toContain(field);
  });
});

describeWithPython(
  `the repository with what was added${
    python.found ? '' : ` (skipped: ${python.reason})`
  }`,
  () => {
    let tests: Pytest;
    let merged: string;

    beforeAll(async () => {
      tests = new Pytest({ python: python.found ? python.path : '' });
      merged = await merge(onGithub);
    });
    afterAll(() => tests.stop());

    const pytest = async (directory: string) =>
      tests.run(join(directory, 'platform-ops'), '-q');

    it('has tests that pass, and says which safeguards are missing', async () => {
      const { code, output } = await pytest(merged);
      expect(code ? output : '').toBe('');
      expect(output).toContain('7 passed');
      expect(output).toContain('2 xfailed');
      expect(output).toContain('2 xpassed');
      expect(output).toContain('containers do not run as root');
    });

    it('has tests that are skipped, with what is to be done, where the catalog file is the repository’s own', async () => {
      const gitlab = {
        publishTo: 'gitlab',
        repoUrl: 'gitlab.com?owner=clinic%2Fimaging&repo=triage',
        branch: 'develop',
        ci: 'gitlab',
      };
      const directory = await merge(gitlab, { ...SEEDED, ...OWN });
      const { code, output } = await pytest(directory);
      expect(code ? output : '').toBe('');
      expect(output.replaceAll(/\s+/g, ' ')).toContain(
        'give chest-triage the annotations platformops.io/serves: model:sandbox/chest-xray-triage',
      );
      expect(output).toContain('no manifest was named');
      for (const [path, text] of Object.entries(OWN)) {
        expect(readFileSync(join(directory, path), 'utf8')).toBe(text);
      }
    });

    it('serves by a Deployment as well', async () => {
      const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: triage, namespace: imaging }
spec: { template: { spec: { containers: [{ name: a, image: 'a:1' }] } } }
`;
      const { code, output } = await pytest(
        await merge(
          { ...onGithub, servedBy: 'deployment' },
          { ...SEEDED, 'k8s/service.yaml': deployment },
        ),
      );
      expect(code ? output : '').toBe('');
    });

    describeWithPromtool('with promtool', () => {
      it('has alerts that fire as they should', async () => {
        const directory = await merge(onGithub);
        const output = execFileSync('sh', ['platform-ops/ci/check_alerts.sh'], {
          cwd: directory,
          encoding: 'utf8',
          env: {
            ...process.env,
            PATH: [
              dirname(python.found ? python.path : ''),
              dirname(promtool.found ? promtool.path : ''),
              process.env.PATH,
            ].join(':'),
          },
        });
        expect(output).toContain('2 rules found');
        expect(output.match(/SUCCESS/g)).toHaveLength(2);
      });
    });

    const mutations: Array<[string, string, string, string, string]> = [
      [
        'the objective is lowered',
        'platform-ops/slos/chest-triage.yaml',
        'target: 0.995',
        'target: 0.9',
        'the objective was lowered',
      ],
      [
        'the latency may be longer',
        'platform-ops/slos/chest-triage.yaml',
        'threshold: 250ms',
        'threshold: 10s',
        'the limit of the latency is another one',
      ],
      [
        'the gate is not asked',
        '.github/workflows/platform-ops.yml',
        'sh platform-ops/ci/gate.sh',
        'true',
        'does not run gate.sh',
      ],
      [
        'another namespace is watched',
        'platform-ops/deploy/60-prometheus-rule.yaml',
        'namespace="imaging"',
        'namespace="other"',
        'InferenceServiceHasNoReplica',
      ],
      [
        'something is deployed',
        'platform-ops/deploy/60-prometheus-rule.yaml',
        'kind: PrometheusRule',
        'kind: Deployment',
        'would change what runs',
      ],
      [
        'the runbook loses what an alert leads to',
        'platform-ops/docs/runbook.md',
        '## It does not become ready',
        '## Other',
        'test_alerts_are_about_this_service_and_have_runbooks',
      ],
      [
        'an empty statement is signed',
        'platform-ops/statements/statements.yaml',
        'statedBy: null',
        'statedBy: user:default/olivia',
        'is signed in part',
      ],
      [
        'the service is served elsewhere',
        'k8s/service.yaml',
        'namespace: imaging',
        'namespace: elsewhere',
        'it runs in elsewhere',
      ],
      [
        'the catalog names another model',
        'catalog-info.yaml',
        'serves: model:sandbox/chest-xray-triage',
        'serves: model:sandbox/other',
        'test_catalog_names_model_owner_and_objectives',
      ],
      [
        'the alerts are no YAML',
        'platform-ops/deploy/60-prometheus-rule.yaml',
        'kind: PrometheusRule',
        'kind PrometheusRule',
        'ScannerError',
      ],
    ];
    it.each(mutations)(
      'has tests that fail when %s',
      async (_, file, before, after, message) => {
        const directory = mkdtempSync(join(root, 'mutated-'));
        cpSync(merged, directory, { recursive: true });
        const text = readFileSync(join(directory, file), 'utf8');
        expect(text).toContain(before);
        writeFileSync(join(directory, file), text.replace(before, after));
        const { code, output } = await pytest(directory);
        expect(output).toContain(message);
        expect(code).toBe(1);
      },
    );

    it('keeps what it chose where a newer version of the path finds it', async () => {
      const directory = await merge(onGithub);
      const [record] = parseAllDocuments(
        readFileSync(join(directory, '.platformops/path.yaml'), 'utf8'),
      ).map(document => document.toJS());
      expect(record).toMatchObject({
        path: PATH,
        version: '1.0.0',
        parameters: { workloadName: 'triage', manifest: 'k8s/service.yaml' },
      });
      expect(Object.keys(record.files ?? {})).not.toContain('k8s/service.yaml');
    });
  },
);
