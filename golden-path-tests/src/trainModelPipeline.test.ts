import {
  describeWithContract,
  DOUBLE_TOKEN,
  findServerForTest,
} from '@platform-ops/test-servers';
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
import { parse, parseAllDocuments } from 'yaml';
import { TemplateRunner } from './paths/TemplateRunner';
import { runPython } from './runPython';

jest.setTimeout(240_000);

const PATH = 'train-model-pipeline';
const VALUES = {
  name: 'chest-triage',
  title: 'Chest X-ray triage (emergency)',
  description:
    "Finds what is urgent: it's for adults, 100% of them & by night.",
  owner: 'group:default/imaging-ai',
  dataUri: 'sample:breast-cancer',
  target: 'malignant',
  minimumAuc: 0.92,
  minimumRecall: 0.88,
  pipelineConnection: 'sandbox',
  registryUrl: 'http://mlflow.mlflow.svc:5000',
  ci: 'github',
  approvers: 1,
  publishTo: 'portal',
};

const kfp = findServerForTest('kfp');
const describeWithKfp = kfp.found ? describe : describe.skip;
const skipReason = kfp.found ? '' : ` (skipped: ${kfp.reason})`;
const python = kfp.found ? kfp.path : '';

let runner: TemplateRunner;
let root: string;

beforeAll(async () => {
  runner = await TemplateRunner.start();
  root = mkdtempSync(join(tmpdir(), 'golden-path-train-'));
}, 120_000);
afterAll(async () => {
  await runner?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Runs the path dry and writes what it would make into a folder. */
async function make(changes: Record<string, string | number> = {}) {
  const made = await runner.dryRun(PATH, { ...VALUES, ...changes });
  if (!made.ok) {
    throw new Error(made.errors.join('\n'));
  }
  const directory = mkdtempSync(join(root, 'made-'));
  for (const { path, content } of made.files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return { directory, files: made.files.map(({ path }) => path) };
}

const pytest = (directory: string, ...args: string[]) =>
  runPython({
    python,
    directory,
    args: ['-m', 'pytest', '-q', '-c', 'pipeline/pytest.ini', ...args],
  });
const read = (directory: string, file: string) =>
  readFileSync(join(directory, file), 'utf8');

describe('the path train-model-pipeline', () => {
  it('describes pipeline and data for the catalog', async () => {
    const { directory } = await make();
    const [component, dataset] = parseAllDocuments(
      read(directory, 'catalog-info.yaml'),
    ).map(document => document.toJS());
    expect(component).toMatchObject({
      kind: 'Component',
      metadata: {
        name: VALUES.name,
        title: VALUES.title,
        description: VALUES.description,
        annotations: {
          'platformops.io/golden-path': 'train-model-pipeline@1.0.0',
          'platformops.io/kfp-pipeline': 'sandbox/chest-triage',
        },
      },
      spec: {
        owner: VALUES.owner,
        dependsOn: ['dataset:default/chest-triage-data'],
      },
    });
    expect(dataset).toMatchObject({
      kind: 'Dataset',
      metadata: { name: 'chest-triage-data' },
      spec: { source: VALUES.dataUri, dataClassification: ['public'] },
    });
  });

  it('names the data that was chosen, and guesses nothing of it', async () => {
    const dataset = 'dataset:default/chest-radiographs';
    const { directory } = await make({
      dataset,
      dataUri: 'https://data.example.com/chest.csv',
    });
    const documents = parseAllDocuments(read(directory, 'catalog-info.yaml'));
    expect(documents).toHaveLength(1);
    expect(documents[0].toJS().spec.dependsOn).toEqual([dataset]);
    const { root: compiled } = parse(read(directory, 'pipeline/pipeline.yaml'));
    expect(compiled.inputDefinitions.parameters).toMatchObject({
      dataset: { defaultValue: dataset },
      data_uri: { defaultValue: 'https://data.example.com/chest.csv' },
    });
  });

  it.each([
    ['github', '.github/workflows/delivery.yml'],
    ['gitlab', '.gitlab-ci.yml'],
    ['jenkins', 'Jenkinsfile'],
  ])('delivers by %s', async (ci, file) => {
    const { directory, files } = await make({ ci });
    expect(files).toContain(file);
    // Each script that the delivery pipeline calls is there.
    const called = [
      ...read(directory, file).matchAll(/\bci\/[a-z_]+\.(sh|py)/g),
    ];
    expect(called.length).toBeGreaterThan(4);
    expect(files).toEqual(
      expect.arrayContaining(called.map(([script]) => script)),
    );
    expect(read(directory, 'ci/deliver.sh')).toContain('upload_pipeline.py');
  });

  it.each([
    ['name', 'Chest'],
    ['name', '../../etc'],
    ['name', 'default'],
    ['name', 'x'.repeat(500)],
    ['name', 'сhest-triage'],
    ['title', 'a\nb: c'],
    ['description', 'Long enough, but $' + '{{ secrets.x }} is no text.'],
    ['dataUri', 'file:///etc/passwd'],
    ['dataUri', '/data/../etc/passwd'],
    ['dataUri', 'http://data.example.com/a.csv'],
    ['dataSha256', 'abc'],
    ['target', 'x"; import os'],
    ['minimumAuc', 0.2],
    ['minimumRecall', 2],
    ['registryUrl', 'http://user:secret@mlflow'],
    ['pipelineConnection', 'a b'],
  ])('refuses %s: %p', async (field, value) => {
    const made = await runner.dryRun(PATH, { ...VALUES, [field]: value });
    expect(made).toMatchObject({ ok: false, status: 400 });
    expect(made.ok ? [] : made.errors.join('\n')).toContain(field);
  });
});

describeWithKfp(`the repository that it makes${skipReason}`, () => {
  it('has tests that pass', async () => {
    const { directory } = await make({ dataSha256: '0'.repeat(64) });
    const { code, output } = await pytest(
      directory,
      ...['pipeline/tests', 'tests'],
    );
    expect(output).toMatch(/\d+ passed/);
    expect(code).toBe(0);
  });

  it('has tests that fail when the gate is lowered everywhere but in what was chosen', async () => {
    const { directory } = await make();
    const lowered = mkdtempSync(join(root, 'lowered-'));
    cpSync(directory, lowered, { recursive: true });
    for (const file of [
      'settings.json',
      'pipeline.yaml',
      'tests/test_gate.py',
    ]) {
      const text = read(lowered, `pipeline/${file}`);
      expect(text).toContain('0.92');
      writeFileSync(
        join(lowered, 'pipeline', file),
        text.replaceAll('0.92', '0.55'),
      );
    }
    // Without those that train a model.
    const { code, output } = await pytest(
      lowered,
      ...['pipeline/tests/test_gate.py', 'tests'],
      ...['-k', 'not test_the_model_that_is_here_passes'],
    );
    expect(output).toContain('test_the_gate_is_the_one_that_was_chosen');
    expect(output).toMatch(/\b1 failed/);
    expect(code).toBe(1);
  });

  it('says what it is made of, as CycloneDX', async () => {
    const { directory } = await make({ dataSha256: 'a'.repeat(64) });
    const { code } = await runPython({
      python,
      directory,
      args: ['ci/bill_of_materials.py'],
    });
    expect(code).toBe(0);
    expect(JSON.parse(read(directory, 'results/model.cdx.json'))).toMatchObject(
      {
        bomFormat: 'CycloneDX',
        components: [
          { type: 'machine-learning-model', name: VALUES.name },
          { type: 'data', hashes: [{ content: 'a'.repeat(64) }] },
        ],
      },
    );
  });

  describeWithContract('kfp', 'with Kubeflow Pipelines', double => {
    it('uploads its pipeline once', async () => {
      const { directory } = await make();
      const upload = () =>
        runPython({
          python,
          directory,
          args: ['ci/upload_pipeline.py'],
          env: { KFP_URL: double().url, KFP_TOKEN: DOUBLE_TOKEN },
        });
      const first = await upload();
      expect(first.output).toMatch(/version 1\.0\.0-[0-9a-f]{12} is uploaded/);
      expect(first.output).not.toContain(DOUBLE_TOKEN);
      expect((await upload()).output).toMatch(/-[0-9a-f]{12} is there already/);
      expect(
        double().asked.filter(asked => asked.includes('upload_version')),
      ).toHaveLength(1);
    });
  });
});
