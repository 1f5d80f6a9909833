import {
  describeWithServer,
  findContract,
  findServerForTest,
  startMlserver,
} from '@platform-ops/test-servers';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { PipelineSpec } from './PipelineSpec';
import { Pytest } from './Pytest';
import { renderPiece } from './renderPiece';
import { runPython } from './runPython';

jest.setTimeout(240_000);

const kfp = findServerForTest('kfp');
const describeWithKfp = kfp.found ? describe : describe.skip;
const skipReason = kfp.found ? '' : ` (skipped: ${kfp.reason})`;
const python = kfp.found ? kfp.path : '';

const protocol = findContract('kfp');
const describeWithProtocol = protocol.found ? describe : describe.skip;
const protocolSkipReason = protocol.found
  ? ''
  : ` (skipped: ${protocol.reason})`;
/** It lies beside the published API. */
const PROTOCOL = protocol.found
  ? join(dirname(protocol.path), 'pipeline_spec.proto')
  : '';

/** Steps ask pip for packages that are there: it takes longer than they do. */
const INSTALLED = join(__dirname, '../python/installed');

/** Each sign that could break out of YAML, JSON, Python or the renderer. */
const VALUES = {
  name: 'chest-triage',
  description: `It's "quoted": {% raw %} \${{ values.name }} {{ x }} #no \\n 'comment' é`,
  owner: 'group:default/imaging',
  dataset: 'dataset:default/chest-radiographs',
  modelName: 'chest-triage-model',
  minimumAuc: 0.95,
  minimumRecall: 0.9,
};

let root: string;
let rendered: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'golden-path-pipeline-'));
  await renderPiece('pipeline-kfp', VALUES, root);
  rendered = join(root, 'pipeline');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const read = (directory: string, file: string) =>
  readFileSync(join(directory, file), 'utf8');

describe('what the piece renders', () => {
  it('keeps every value as it was given', () => {
    const { name, description } = VALUES;
    const settings = JSON.parse(read(rendered, 'settings.json'));
    expect(settings).toMatchObject({ name, description });
    expect(settings.parameters).toMatchObject({
      owner: VALUES.owner,
      dataset: VALUES.dataset,
      model_name: VALUES.modelName,
      minimum_auc: 0.95,
    });
    const compiled = parse(read(rendered, 'pipeline.yaml'));
    expect(compiled.pipelineInfo).toEqual({ name, description });
  });

  it('needs nothing but a name', async () => {
    const directory = mkdtempSync(join(root, 'minimal-'));
    await renderPiece('pipeline-kfp', { name: 'tiny' }, directory);
    const { parameters } = parse(read(directory, 'pipeline/pipeline.yaml')).root
      .inputDefinitions;
    expect(parameters).toMatchObject({
      model_name: { defaultValue: 'tiny' },
      minimum_auc: { defaultValue: 0.9 },
      data_uri: { defaultValue: 'sample:breast-cancer' },
      statements: { defaultValue: [] },
    });
  });
});

describeWithProtocol(`the published protocol${protocolSkipReason}`, () => {
  it('is what the compiled pipeline keeps', () => {
    const spec = PipelineSpec.read(PROTOCOL);
    const compiled = parse(read(rendered, 'pipeline.yaml'));
    expect(spec.problems(compiled)).toEqual([]);

    // The check sees something.
    const { gate } = compiled.root.dag.tasks;
    gate.dependentTask = gate.dependentTasks;
    gate.inputs.parameters.minimum_auc.runtimeValue = { constant: 0.1 };
    compiled.components['comp-gate'].executorLabel = 5;
    compiled.components['comp-gate'].inputDefinitions.parameters.minimum_auc = {
      parameterType: 'NUMBER',
    };
    expect(spec.problems(compiled)).toEqual([
      'components.comp-gate.executorLabel: string is expected',
      expect.stringContaining('minimum_auc.parameterType: one of'),
      'root.dag.tasks.gate.dependentTask: PipelineTaskSpec has no such field',
      expect.stringContaining('minimum_auc: only one of'),
    ]);
  });
});

describeWithKfp(`the generated tests${skipReason}`, () => {
  let pytest: Pytest;

  beforeAll(() => {
    const imports = ['kfp.dsl', 'kfp.compiler', 'sklearn.linear_model'];
    pytest = new Pytest({ python, imports });
  });
  afterAll(() => pytest.stop());

  it('run with the packages that the repository asks for', () => {
    const pins = (text: string) =>
      text
        .split('\n')
        .filter(line => line && !line.startsWith('#'))
        .sort();
    const installed = join(dirname(python), '../requirements.txt');
    expect(pins(readFileSync(installed, 'utf8'))).toEqual(
      pins(read(rendered, 'requirements.txt')),
    );
  });

  it('pass, and compile to what is shipped', async () => {
    const { code, output } = await runPython({
      python,
      directory: rendered,
      args: ['-m', 'pytest', '-q'],
    });
    expect(output).toMatch(/\d+ passed/);
    expect(output).not.toMatch(/skipped|warning/);
    expect(code).toBe(0);
  });

  const withinFile =
    (file: string, before: string, after: string) => (directory: string) => {
      const text = read(directory, file);
      if (!text.includes(before)) {
        throw new Error(`${file} does not hold ${before}`);
      }
      writeFileSync(join(directory, file), text.replace(before, after));
    };
  /** Only this test runs, of all in the folder: others train a model. */
  const LIMITS = 'test_gate.py::test_the_pipeline_uses_the_agreed_limits';
  const GATE = 'test_gate.py::test_stops_what_does_not';
  const COMPILED = 'test_compiled.py::test_the_compiled_pipeline_is_up_to_date';
  const mutations: Array<
    [string, (directory: string) => void, string, string]
  > = [
    [
      'the gate is lowered in the settings',
      withinFile('settings.json', '"minimum_auc": 0.95', '"minimum_auc": 0.5'),
      LIMITS,
      'settings.json: minimum_auc',
    ],
    [
      'the gate is lowered in the compiled pipeline',
      withinFile('pipeline.yaml', 'defaultValue: 0.9\n', 'defaultValue: 0.1\n'),
      LIMITS,
      'pipeline.yaml: minimum_recall',
    ],
    [
      'the gate lets everything pass',
      withinFile('components/gate.py', 'if failures:', 'if False:'),
      GATE,
      'DID NOT RAISE',
    ],
    [
      'the gate takes what was not measured for good',
      withinFile(
        'components/gate.py',
        'value is None or math.isnan(value) or not value >= minimum',
        'value is not None and value < minimum',
      ),
      GATE,
      'DID NOT RAISE',
    ],
    [
      'a version is registered whatever the gate says',
      directory => {
        withinFile(
          'pipeline.py',
          'gate_passed=passed.output,\n    )\n    written',
          'gate_passed="",\n    )\n    written',
        )(directory);
      },
      COMPILED,
      'pipeline.yaml is old: run python compile.py',
    ],
    [
      'the compiled pipeline is edited by hand',
      withinFile('pipeline.yaml', 'at least {minimum}', 'about {minimum}'),
      COMPILED,
      'pipeline.yaml is old: run python compile.py',
    ],
    [
      'the model learns the wrong thing',
      withinFile(
        'components/train_model.py',
        'frame[target].to_numpy())',
        '1 - frame[target].to_numpy())',
      ),
      'test_model.py::test_the_model_learns_something',
      'AssertionError',
    ],
    [
      'a unit test is red',
      withinFile('tests/test_data.py', 'only 60', 'only 61'),
      'test_data.py::test_refuses_data_that_cannot_be_learnt_from',
      'only 61 different rows',
    ],
  ];

  it.each(mutations)('fail when %s', async (_, mutate, test, message) => {
    const directory = mkdtempSync(join(root, 'mutated-'));
    cpSync(rendered, directory, { recursive: true });
    mutate(directory);
    const { code, output } = await pytest.run(directory, '-q', `tests/${test}`);
    expect(output).toContain(message);
    expect(output).toContain(`FAILED tests/${test}`);
    expect(code).toBe(1);
  });

  it('want the gate before the registration even when all is compiled anew', async () => {
    const directory = mkdtempSync(join(root, 'mutated-'));
    cpSync(rendered, directory, { recursive: true });
    withinFile(
      'pipeline.py',
      'gate_passed=passed.output,\n    )\n    written',
      'gate_passed="",\n    )\n    written',
    )(directory);
    await runPython({ python, directory, args: ['compile.py'] });
    const test =
      'tests/test_gate.py::test_nothing_is_registered_before_the_gate';
    const { code, output } = await pytest.run(directory, '-q', test);
    expect(output).toContain(`FAILED ${test}`);
    expect(code).toBe(1);
  });
});

describeWithKfp(
  `the pipeline, run by its own local runner${skipReason}`,
  () => {
    describeWithServer('mlflow', 'with a registry', server => {
      /** Runs the steps as a cluster would, each in a process of its own. */
      const run = (directory: string, ...parameters: string[]) =>
        runPython({
          python,
          directory: rendered,
          args: [
            'run_local.py',
            directory,
            `registry_url=${server().url}`,
            ...parameters,
          ],
          env: { PYTHONPATH: INSTALLED },
        });
      const get = async (path: string) => {
        const response = await fetch(`${server().url}/api/2.0/mlflow/${path}`);
        return {
          status: response.status,
          body: (await response.json()) as any,
        };
      };
      const model = VALUES.modelName;

      it('stops at a gate that the model does not reach: recorded, not registered', async () => {
        const { code, output } = await run(
          join(root, 'stopped'),
          'minimum_auc=0.99999',
        );
        expect(output).toContain('evaluation gate: auc is 0.99');
        expect(code).toBe(1);
        const { status } = await get(`registered-models/get?name=${model}`);
        expect(status).toBe(404);
        const { body } = await get(
          `experiments/get-by-name?experiment_name=${model}`,
        );
        expect(body.experiment.name).toBe(model);
      });

      it('trains, registers and describes a model, which MLServer serves', async () => {
        const place = join(root, 'run');
        const { code, output } = await run(place);
        expect(code ? output : '').toBe('');

        const { body } = await get(`registered-models/get?name=${model}`);
        const { aliases, tags, description } = body.registered_model;
        expect(aliases).toEqual([{ alias: 'candidate', version: '1' }]);
        expect(tags).toEqual(
          expect.arrayContaining([
            { key: 'platformops.io/owner', value: VALUES.owner },
            { key: 'platformops.io/trained-on', value: VALUES.dataset },
          ]),
        );
        expect(description).toContain(`# ${model}, version 1`);
        expect(description).toMatch(/\| training \| \d+ \| \d+ \|/);
        expect(description).toContain('> **Blank** `intended-use`');

        const { body: found } = await get(
          `model-versions/get?name=${model}&version=1`,
        );
        const { source, run_id: runId } = found.model_version;
        const { body: tracked } = await get(`runs/get?run_id=${runId}`);
        expect(tracked.run.inputs.dataset_inputs).toHaveLength(2);
        const auc = tracked.run.data.metrics.find(
          ({ key }: any) => key === 'auc',
        );
        expect(auc.value).toBeGreaterThan(0.98);

        await expectPrediction(place, source);
      });

      /** What MLflow keeps is served as it is, and knows the unseen cases. */
      async function expectPrediction(place: string, uri: string) {
        const served = join(root, 'served');
        const download = await runPython({
          python,
          directory: rendered,
          args: [
            '-c',
            'import sys, mlflow; mlflow.set_tracking_uri(sys.argv[1]); mlflow.artifacts.download_artifacts(sys.argv[2], dst_path=sys.argv[3])',
            ...[server().url, uri, served],
          ],
        });
        expect(download.code ? download.output : '').toBe('');
        const { inputs, truth } = readTestPart(place);
        const mlserver = await startMlserver({
          modelName: model,
          sklearnModel: join(served, 'model.pkl'),
        });
        try {
          const response = await fetch(
            `${mlserver.url}/v2/models/${model}/infer`,
            {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({
                inputs: [
                  {
                    name: 'rows',
                    shape: [inputs.length, inputs[0].length],
                    datatype: 'FP64',
                    data: inputs.flat(),
                  },
                ],
              }),
            },
          );
          const answer = (await response.json()) as any;
          expect(answer).toMatchObject({ outputs: [{ name: 'predict' }] });
          const said: number[] = answer.outputs[0].data;
          expect(said).toHaveLength(truth.length);
          const right = said.filter((value, row) => value === truth[row]);
          expect(right.length / said.length).toBeGreaterThan(0.95);
          // Known cases, one of each.
          expect(said[truth.indexOf(1)]).toBe(1);
          expect(said[truth.indexOf(0)]).toBe(0);
        } finally {
          await mlserver.stop();
        }
      }
    });
  },
);

/** The rows that training did not see. */
function readTestPart(place: string) {
  const [runOfPipeline] = readdirSync(place);
  const [header, ...rows] = read(
    join(place, runOfPipeline, 'validate-data'),
    'test',
  )
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const target = header.indexOf('malignant');
  return {
    inputs: rows.map(row =>
      row.filter((_, column) => column !== target).map(Number),
    ),
    truth: rows.map(row => Number(row[target])),
  };
}
