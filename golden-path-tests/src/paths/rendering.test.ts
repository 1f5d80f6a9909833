import { parseOpenSlo } from '@platform-ops/slo';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TEMPLATES } from '../renderPiece';
import { checkObjects } from './checkObjects';
import { RenderedRepository } from './RenderedRepository';
import {
  checkByDefinition,
  checkBySchema,
  findSchema,
  whySkipped,
} from './schemas';
import { TemplateRunner } from './TemplateRunner';
import { CHOICES, pairs } from './values';

jest.setTimeout(120_000);

const PATHS = ['diagnostic-model-deployment', 'serve-model'];
const CI_FILES: Record<string, string> = {
  github: '.github/workflows/delivery.yml',
  gitlab: '.gitlab-ci.yml',
  jenkins: 'Jenkinsfile',
};
const INFERENCE_SERVICE = 'kserve/serving.kserve.io_inferenceservices.yaml';
const APPLICATION = 'argo/application-crd.yaml';
const WORKFLOW = 'ci/github-workflow.schema.json';
const ENTITY = 'backstage/catalog-info.schema.json';
const describeWith = (schema: string) =>
  findSchema(schema) ? describe : describe.skip;

let runner: TemplateRunner;
const repositories = new Map<string, RenderedRepository>();
const render = (path: string, changes: Record<string, string | number>) =>
  RenderedRepository.render(runner, path, changes);

describe.each(PATHS)('the path %s', path => {
  const rows: Array<Record<string, string | number>> = [
    ...pairs(CHOICES[path]).map(row => ({ ...row, publishTo: 'portal' })),
    {
      ground: 'eks',
      delivery: 'argocd',
      ci: 'github',
      publishTo: 'github',
      repoUrl: 'github.com?owner=clinic&repo=chest-triage',
    },
    {
      ground: 'gke',
      delivery: 'kubernetes',
      ci: 'gitlab',
      publishTo: 'gitlab',
      repoUrl: 'gitlab.com?owner=clinic%2Fimaging&repo=chest-triage',
    },
    ...(path === 'serve-model'
      ? [
          {
            ground: 'gke',
            delivery: 'argocd',
            ci: 'jenkins',
            publishTo: 'portal',
            deploymentMode: 'Knative',
            minimumReplicas: 0,
          },
        ]
      : []),
  ];
  const each = rows.map(row => [Object.values(row).join(', '), row] as const);
  const repository = (title: string) => repositories.get(`${path} ${title}`)!;

  beforeAll(async () => {
    runner ??= await TemplateRunner.start();
    for (const [title, row] of each) {
      repositories.set(`${path} ${title}`, await render(path, row));
    }
  }, 120_000);

  it('makes Kubernetes objects that are right by their schemas', () => {
    const objects = each.flatMap(([title]) => repository(title).manifests);
    const problems = checkObjects(objects);
    const unknown = new Set<string>();
    problems.forEach((problem, index) => {
      const { apiVersion, kind, metadata } = objects[index];
      expect(`${kind} ${metadata.name}: ${problem ?? ''}`).toBe(
        `${kind} ${metadata.name}: `,
      );
      if (problem === null) {
        unknown.add(`${apiVersion} ${kind}`);
      }
    });
    // KServe's is checked below; the alerts are, by promtool, where they run.
    expect([...unknown].sort()).toEqual([
      'monitoring.coreos.com/v1 PrometheusRule',
      'serving.kserve.io/v1beta1 InferenceService',
    ]);
  });

  describeWith(INFERENCE_SERVICE)(
    `by a published schema${whySkipped(INFERENCE_SERVICE)}`,
    () => {
      it('makes an InferenceService that is right by its definition', () => {
        const check = checkByDefinition(INFERENCE_SERVICE, 'v1beta1');
        for (const [title] of each) {
          expect(
            check(repository(title).yaml('deploy/20-inference-service.yaml')),
          ).toEqual([]);
        }
      });
    },
  );

  describeWith(APPLICATION)(
    `by a published schema${whySkipped(APPLICATION)}`,
    () => {
      it('makes an application of Argo CD that is right by its definition', () => {
        const check = checkByDefinition(APPLICATION, 'v1alpha1');
        for (const [title, row] of each) {
          expect(
            repository(title).paths.includes('delivery/application.yaml'),
          ).toBe(row.delivery === 'argocd');
        }
        for (const [title] of each.filter(
          ([, { delivery }]) => delivery === 'argocd',
        )) {
          expect(
            check(repository(title).yaml('delivery/application.yaml')),
          ).toEqual([]);
        }
      });
    },
  );

  describeWith(WORKFLOW)(`by a published schema${whySkipped(WORKFLOW)}`, () => {
    it('makes a workflow of GitHub that is right by its schema', () => {
      const check = checkBySchema(WORKFLOW);
      for (const [title, row] of each.filter(([, { ci }]) => ci === 'github')) {
        const workflow = repository(title).yaml(CI_FILES.github);
        expect(check(workflow)).toEqual([]);
        const deliver = JSON.stringify(workflow.jobs.release.steps);
        expect(deliver.includes('KUBECONFIG_DATA')).toBe(
          row.delivery === 'kubernetes',
        );
        expect(workflow.jobs.test.steps[0].uses).toMatch(/^actions\/checkout@/);
        expect(workflow.concurrency.group).toContain('$' + '{{ github.ref }}');
      }
    });
  });

  describeWith(ENTITY)(`by a published schema${whySkipped(ENTITY)}`, () => {
    it('makes catalog files that are right by their schema', () => {
      const check = checkBySchema(ENTITY);
      for (const [title] of each) {
        for (const entity of repository(title).documents('catalog-info.yaml')) {
          // The catalog puts the text in its place before it checks.
          const text = entity.spec.definition?.$text;
          expect(
            check(
              text
                ? {
                    ...entity,
                    spec: {
                      ...entity.spec,
                      definition: repository(title).text(text.slice(2)),
                    },
                  }
                : entity,
            ),
          ).toEqual([]);
        }
      }
    });
  });

  it('brings one pipeline, and each script that it calls', () => {
    for (const [title, row] of each) {
      const { paths } = repository(title);
      const pipeline = repository(title).text(CI_FILES[row.ci]);
      expect(
        Object.values(CI_FILES).filter(file => paths.includes(file)),
      ).toEqual([CI_FILES[row.ci]]);
      const called = [...pipeline.matchAll(/\bci\/[a-z_]+\.(?:sh|py)/g)].map(
        ([script]) => script,
      );
      expect(called.length).toBeGreaterThan(6);
      expect(paths).toEqual(expect.arrayContaining(called));
    }
  });

  it('leaves no sign of a template', () => {
    for (const [title, row] of each) {
      const made = repository(title);
      for (const file of made.paths) {
        const text = made.text(file);
        const rendered =
          file === CI_FILES.github || file.startsWith('pipeline/')
            ? text.replaceAll(/\$\{\{ (?:vars|secrets|github)\./g, '')
            : text;
        expect(`${file} ${/\$\{\{|\{%|undefined/.exec(rendered) ?? ''}`).toBe(
          `${file} `,
        );
        if (file.startsWith('pipeline/')) {
          continue;
        }
        const blank = file.endsWith('.py')
          ? /\n{4,}|[ \t]+\n/
          : /\n{3,}|[ \t]+\n/;
        expect(`${file} ${blank.exec(text)?.index ?? ''}`).toBe(`${file} `);
        expect(text === '' || text.endsWith('\n')).toBe(true);
      }
      expect(made.yaml('.platformops/path.yaml')).toMatchObject({
        path,
        version: '1.0.0',
        parameters: { ground: row.ground, ci: row.ci },
      });
    }
  });

  it('writes objectives that the portal reads', () => {
    const { slos, problems, notices } = parseOpenSlo(
      repository(each[0][0]).text('slos/chest-triage.yaml'),
    );
    expect({ problems, notices }).toEqual({ problems: [], notices: [] });
    expect(slos.map(({ name }) => name)).toEqual(['availability', 'latency']);
  });

  it('says where its files are, and whom to ask', () => {
    const facts = (host: string) => {
      const [title] = each.find(([, row]) => row.publishTo === host)!;
      const made = repository(title);
      const { annotations } = made.documents('catalog-info.yaml')[0].metadata;
      return [
        annotations['backstage.io/source-location'],
        annotations['platformops.io/runbook-url'],
        made.text('CODEOWNERS').match(/^\* (.+)$/m)![1],
      ];
    };
    expect(facts('portal')).toEqual([
      'url:http://localhost:7007/api/golden-paths/git/chest-triage/tree/main/',
      'http://localhost:7007/api/golden-paths/git/chest-triage/blob/main/docs/runbook.md',
      '@imaging-ai',
    ]);
    expect(facts('github')).toEqual([
      'url:https://github.com/clinic/chest-triage/tree/main/',
      'https://github.com/clinic/chest-triage/blob/main/docs/runbook.md',
      '@clinic/imaging-ai',
    ]);
    expect(facts('gitlab')).toEqual([
      'url:https://gitlab.com/clinic/imaging/chest-triage/-/tree/main/',
      'https://gitlab.com/clinic/imaging/chest-triage/-/blob/main/docs/runbook.md',
      '@imaging-ai',
    ]);
  });

  it('asks for statements of controls that there are', () => {
    const named: string[] = repository(each[0][0])
      .yaml('statements/statements.yaml')
      .statements.flatMap(({ control }: { control?: string }) =>
        control ? [control] : [],
      );
    for (const name of named) {
      const [framework, control] = name.split('/');
      const { spec } = parse(
        readFileSync(
          join(
            TEMPLATES,
            `../plugins/scorecards-backend/frameworks/${framework}.yaml`,
          ),
          'utf8',
        ),
      );
      expect(spec.controls.map(({ id }: { id: string }) => id)).toContain(
        control,
      );
    }
  });
});

afterAll(async () => {
  await runner?.stop();
});
