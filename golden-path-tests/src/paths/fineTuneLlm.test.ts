import { parseOpenSlo } from '@platform-ops/slo';
import {
  describeWithServer,
  findServerForTest,
} from '@platform-ops/test-servers';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Pytest } from '../Pytest';
import { runPython } from '../runPython';
import { checkObjects } from './checkObjects';
import { RenderedRepository } from './RenderedRepository';
import {
  checkByDefinition,
  checkBySchema,
  findSchema,
  whySkipped,
} from './schemas';
import { TemplateRunner } from './TemplateRunner';
import { CHOICES, pairs, VALUES } from './values';

jest.setTimeout(240_000);

const PATH = 'fine-tune-llm';
const SERVICES = {
  InferenceService: {
    schema: 'kserve/serving.kserve.io_inferenceservices.yaml',
    version: 'v1beta1',
  },
  LLMInferenceService: {
    schema: 'kserve/serving.kserve.io_llminferenceservices.yaml',
    version: 'v1alpha2',
  },
};
const TRAIN_JOB = 'kubeflow/trainer.kubeflow.org_trainjobs.yaml';
const ENTITY = 'backstage/catalog-info.schema.json';
const SCHEMAS = [
  ...Object.values(SERVICES).map(({ schema }) => schema),
  TRAIN_JOB,
  ENTITY,
];
const describeWithSchemas = SCHEMAS.every(findSchema)
  ? describe
  : describe.skip;
const python = findServerForTest('kfp');
const describeWithPython = python.found ? describe : describe.skip;
const promtool = findServerForTest('promtool');
const describeWithPromtool = promtool.found ? describe : describe.skip;

let runner: TemplateRunner;
let root: string;
const rows = pairs(CHOICES[PATH]);
const made: RenderedRepository[] = [];
/** One of each way to serve. */
const written: string[] = [];

beforeAll(async () => {
  runner = await TemplateRunner.start();
  root = mkdtempSync(join(tmpdir(), 'golden-path-tune-'));
  for (const row of rows) {
    made.push(await RenderedRepository.render(runner, PATH, row));
  }
  for (const serving of CHOICES[PATH].serving) {
    const row = rows.findIndex(each => each.serving === serving);
    written.push(made[row].write());
  }
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  [root, ...written].forEach(each =>
    rmSync(each, { recursive: true, force: true }),
  );
});

const run = (directory: string, ...args: string[]) =>
  runPython({ python: python.found ? python.path : '', directory, args });

describe('the path fine-tune-llm', () => {
  describeWithSchemas(`by their schemas${whySkipped(...SCHEMAS)}`, () => {
    it('makes objects that are right, whatever is chosen', () => {
      const checkJob = checkByDefinition(TRAIN_JOB, 'v1alpha1');
      const checkEntity = checkBySchema(ENTITY);
      rows.forEach((row, index) => {
        const repository = made[index];
        expect(checkJob(repository.yaml('training/trainjob.yaml'))).toEqual([]);
        const service = repository.yaml('deploy/20-inference-service.yaml');
        expect(service.kind).toBe(
          row.serving === 'inference-service'
            ? 'InferenceService'
            : 'LLMInferenceService',
        );
        const { schema, version } =
          SERVICES[service.kind as keyof typeof SERVICES];
        expect(checkByDefinition(schema, version)(service)).toEqual([]);
        const [component] = repository.documents('catalog-info.yaml');
        expect(checkEntity(component)).toEqual([]);
      });
      const objects = made.flatMap(({ manifests }) => manifests);
      const problems = checkObjects(objects);
      expect(problems.filter(Boolean)).toEqual([]);
      const unknown = objects.filter((_, index) => problems[index] === null);
      expect([...new Set(unknown.map(({ kind }) => kind))].sort()).toEqual([
        'InferenceService',
        'LLMInferenceService',
        'PrometheusRule',
      ]);
    });
  });

  it('leaves no sign of a template, and brings the files of each choice', () => {
    rows.forEach((row, index) => {
      const repository = made[index];
      for (const file of repository.paths) {
        const text = repository
          .text(file)
          .replaceAll(/\$\{\{ (?:vars|secrets|github)\./g, '');
        expect(`${file} ${/\$\{\{|\{%|undefined/.exec(text) ?? ''}`).toBe(
          `${file} `,
        );
      }
      expect(repository.paths.includes('delivery/application.yaml')).toBe(
        row.delivery === 'argocd',
      );
      expect(repository.text('training/trainjob.yaml')).toContain(
        {
          eks: 'karpenter.k8s.aws/instance-gpu-manufacturer',
          aks: 'kubernetes.azure.com/accelerator',
          gke: 'cloud.google.com/gke-accelerator',
          'own-gpus': 'nvidia.com/gpu.present',
        }[row.ground]!,
      );
    });
  });

  it('asks for statements about licence, use and data, and signs none', () => {
    const { statements } = made[0].yaml('statements/statements.yaml');
    expect(statements.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'base-model-licence',
        'acceptable-use',
        'training-data-rights',
      ]),
    );
    for (const { text, statedBy } of statements) {
      expect([text, statedBy]).toEqual([null, null]);
    }
  });

  it('writes objectives that the portal reads', () => {
    const { slos, problems } = parseOpenSlo(
      made[0].text('slos/support-answers.yaml'),
    );
    expect(problems).toEqual([]);
    expect(slos.map(({ name }) => name)).toEqual(['first-token', 'latency']);
  });

  it('mounts the volume where versions are kept in one', async () => {
    const repository = await RenderedRepository.render(runner, PATH, {
      outputUri: 'pvc://models/support-answers',
      ground: 'own-gpus',
      delivery: 'kubernetes',
      ci: 'gitlab',
    });
    expect(repository.text('training/trainjob.yaml')).toContain(
      'claimName: models\n',
    );
    expect(made[0].text('training/trainjob.yaml')).not.toContain('claimName');
  });

  it.each([
    ['name', 'Support'],
    ['name', 'x'.repeat(500)],
    ['name', 'default'],
    ['name', 'ѕupport-answers'],
    ['title', 'a\nb: c'],
    ['description', 'Long enough, but $' + '{{ secrets.x }} is no text.'],
    ['baseModel', 'hf://Qwen/../../etc'],
    ['baseModel', 'Qwen/$(id)'],
    ['baseRevision', 'main'],
    ['dataUri', 'file:///etc/passwd.jsonl'],
    ['dataUri', 's3://data/../secret.jsonl'],
    ['outputUri', 's3://models/{{ name }}'],
    ['outputUri', 'pvc://models/../../etc'],
    ['imageRepository', 'registry.example.com/a:latest; id'],
    ['trainingRuntime', 'Torch Distributed'],
    ['loraRank', 7],
    ['learningRate', 1],
    ['gpus', 0],
    ['minimumScore', 0],
    ['minimumRefusalRate', 0.1],
    ['maximumRegression', 1],
    ['firstTokenSeconds', '0.6'],
    ['inputPrice', 0],
    ['currency', 'eur'],
    ['namespace', 'kube-system'],
    ['accelerator', 'nvidia l4'],
    ['serving', 'triton'],
    ['registryUrl', 'http://user:secret@mlflow'],
  ])('refuses %s: %p', async (field, value) => {
    const answer = await runner.dryRun(PATH, {
      ...VALUES[PATH],
      ...rows[0],
      [field]: value,
    });
    expect(answer).toMatchObject({ ok: false, status: 400 });
    expect(answer.ok ? [] : answer.errors.join('\n')).toContain(field);
  });
});

describeWithPython(
  `the repository that it makes${
    python.found ? '' : ` (skipped: ${python.reason})`
  }`,
  () => {
    let pytest: Pytest;

    beforeAll(() => {
      pytest = new Pytest({
        python: python.found ? python.path : '',
        imports: ['mlflow', 'yaml'],
      });
    });
    afterAll(() => pytest.stop());

    it('has tests that pass, of manifests and of the training code', async () => {
      for (const directory of written) {
        for (const tests of ['tests', 'training/tests']) {
          const { code, output } = await pytest.run(directory, '-q', tests);
          expect(code ? output : '').toBe('');
          expect(output).toMatch(/\d+ passed/);
          expect(output).not.toMatch(/skipped/);
        }
      }
    });

    describeWithPromtool('with promtool', () => {
      it('has alerts of token cost that fire as they should', () => {
        for (const directory of written) {
          const output = execFileSync('sh', ['ci/check_alerts.sh'], {
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
          expect(output).toContain('6 rules found');
          expect(output.match(/SUCCESS/g)).toHaveLength(3);
        }
      });
    });

    /** Title, file, the test that sees it, what is changed, and what it says. */
    type Mutation = [string, string, string, string | RegExp, string, string];
    const mutations: Mutation[] = [
      [
        'the gate is lowered',
        'evaluation/thresholds.json',
        'training/tests/test_gate.py::test_the_gate_is_the_one_that_was_chosen',
        '"minimum": 0.6',
        '"minimum": 0.1',
        'task_score was lowered',
      ],
      [
        'more regression is allowed',
        'evaluation/thresholds.json',
        'training/tests/test_gate.py::test_the_gate_is_the_one_that_was_chosen',
        '"maximum": 0.05',
        '"maximum": 0.5',
        'regression was loosened',
      ],
      [
        'the gate takes what was not measured for good',
        'training/gate.py',
        'training/tests/test_gate.py::test_stops_what_is_not',
        'found.append(f"{name} was not measured")',
        'pass',
        'Failed: DID NOT RAISE',
      ],
      [
        'what does not pass is registered',
        'training/main.py',
        'training/tests/test_run.py::test_what_does_not_pass_is_recorded_and_not_registered',
        'passed = gate.pass_gate(reached, thresholds)',
        'passed = str(gate.failures(reached, thresholds))',
        'DID NOT RAISE',
      ],
      [
        'prompts are learnt, too',
        'training/data.py',
        'training/tests/test_data.py::test_only_the_completion_is_learnt',
        '[-100] * len(before) + after',
        'before + after',
        'AssertionError',
      ],
      [
        'evaluation rows are learnt',
        'training/data.py',
        'training/tests/test_data.py::test_the_same_question_is_never_learnt_and_asked',
        'if share(row) >= held_out]',
        ']',
        'AssertionError',
      ],
      [
        'the safety set shrinks',
        'evaluation/safety.jsonl',
        'training/tests/test_data.py::test_the_evaluation_sets_are_whole',
        /^.*\n.*\n/,
        '',
        'a safety set that shrinks tests less',
      ],
      [
        'a version is written over',
        'training/artifact.py',
        'training/tests/test_run.py::test_a_version_that_is_there_is_never_written_over',
        'if place.exists():',
        'if False:',
        'Regex pattern did not match',
      ],
      [
        'a unit test is red',
        'training/tests/test_gate.py',
        'training/tests/test_gate.py::test_answers_are_worth_what_they_share',
        '("Rome", "Paris", 0)',
        '("Rome", "Paris", 1)',
        'AssertionError',
      ],
      [
        'the network policy of training is open',
        'deploy/45-training.yaml',
        'tests/test_manifests.py::test_nothing_is_open_that_no_policy_opens',
        '  egress:\n',
        '  ingress: [{}]\n  egress:\n',
        'ingress with everybody',
      ],
      [
        'the digest of the manifest is another one',
        'deploy/20-inference-service.yaml',
        'tests/test_manifests.py::test_what_is_delivered_is_what_was_approved',
        'artifact-digest: sha256:0',
        'artifact-digest: sha256:1',
        'the manifest names another digest than the release',
      ],
      [
        'prompts are logged',
        'deploy/20-inference-service.yaml',
        'tests/test_serving_llm.py::test_prompts_are_not_logged',
        '--max-log-len=0',
        '--enable-log-requests',
        'prompts',
      ],
      [
        'the budget is raised by hand',
        'deploy/65-token-cost.yaml',
        'tests/test_serving_llm.py::test_cost_is_counted_by_the_prices_that_were_chosen',
        '* 30 > 500',
        '* 30 > 5000',
        'another budget than was agreed',
      ],
      [
        'the first token may take longer',
        'slos/support-answers.yaml',
        'tests/test_serving_llm.py::test_the_first_token_has_an_objective_at_a_bucket_of_the_histogram',
        'le=~"0.5|0.5[.]0"',
        'le=~"5|5[.]0"',
        'the limit was loosened',
      ],
      [
        'the job runs as root',
        'training/trainjob.yaml',
        'tests/test_training.py::test_pods_have_no_rights_that_they_do_not_need',
        'runAsNonRoot: true',
        'runAsNonRoot: false',
        'AssertionError',
      ],
      [
        'the manifest is broken',
        'deploy/45-training.yaml',
        'tests/test_manifests.py::test_objects_are_whole',
        'kind: NetworkPolicy',
        'kind NetworkPolicy',
        'ScannerError',
      ],
    ];
    it.each(mutations)(
      'has tests that fail when %s',
      async (_, file, test, before, after, message) => {
        for (const [index, directory] of written.entries()) {
          const mutated = mkdtempSync(join(root, 'mutated-'));
          cpSync(directory, mutated, { recursive: true });
          const text = readFileSync(join(mutated, file), 'utf8');
          const changed = text.replace(before, after);
          expect(changed).not.toBe(text);
          writeFileSync(join(mutated, file), changed);
          const { code, output } = await pytest.run(mutated, '-q', test);
          expect(output).toContain(message);
          expect(output).toMatch(new RegExp(`(?:FAILED|ERROR) ${test}`));
          expect(code).toBe(1);
          // The training code is the same in both.
          if (index === 0 && test.startsWith('training/')) {
            break;
          }
        }
      },
    );

    describeWithServer('mlflow', 'with a registry', server => {
      /** All of the job but what needs a GPU. */
      const JOB = `
import pathlib, sys
sys.path[:0] = [".", "training/tests"]
import mlflow
from conftest import Tuner
from training import artifact, main, settings
url, folder, refuses = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3] == "yes"
artifact.VOLUME = folder / "volume"
artifact.VOLUME.mkdir(parents=True)
rows = [f'{{"prompt": "What is {n} + 1?", "completion": "{n + 1}"}}' for n in range(100)]
(artifact.VOLUME / "data.jsonl").write_text("\\n".join(rows))
chosen = settings.read_settings()
chosen["data"] = {"uri": "pvc://models/data.jsonl", "sha256": "", "entity": ""}
tuner = Tuner()
tuner.refuses = refuses
main.run(chosen, settings.read_thresholds(), folder, mlflow.MlflowClient(url), tuner)
`;
      // Of a bucket, which is not here.
      const WITHOUT_BUCKET = JOB.replace(
        'chosen["data"]',
        'artifact.upload = lambda folder, uri: None\nchosen["data"]',
      );
      const train = (name: string, refuses: 'yes' | 'no') =>
        run(
          written[0],
          ...['-c', WITHOUT_BUCKET, server().url, join(root, name), refuses],
        );
      const ask = async (path: string) =>
        (await fetch(`${server().url}/api/2.0/mlflow/${path}`)).json();

      it('registers what passed, and nothing else', async () => {
        const stopped = await train('stopped', 'no');
        expect(stopped.output).toContain('evaluation gate: refusal_rate');
        expect(stopped.code).toBe(1);
        expect(await ask('registered-models/search')).toEqual({});

        const passed = await train('passed', 'yes');
        expect(passed.code ? passed.output : '').toBe('');
        const { model_version: version } = await ask(
          'registered-models/alias?name=support-answers&alias=candidate',
        );
        expect(version).toMatchObject({
          version: '1',
          source: 's3://models/support-answers/1',
        });
        const tags = Object.fromEntries(
          version.tags.map((tag: { key: string; value: string }) => [
            tag.key,
            tag.value,
          ]),
        );
        const digest = tags['platformops.io/artifact-digest'];
        expect(passed.stdout).toContain(digest);

        // What the registry says is what can be delivered.
        const directory = mkdtempSync(join(root, 'released-'));
        cpSync(written[0], directory, { recursive: true });
        expect((await run(directory, 'ci/check_release.py')).output).toContain(
          'was not trained yet',
        );
        await run(directory, 'ci/set_model.py', version.source, digest);
        expect((await run(directory, 'ci/check_release.py')).code).toBe(0);
        const { code, output } = await pytest.run(directory, '-q', 'tests');
        expect(code ? output : '').toBe('');
      });
    });
  },
);
