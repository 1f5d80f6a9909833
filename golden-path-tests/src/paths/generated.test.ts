import { findServerForTest } from '@platform-ops/test-servers';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pytest } from '../Pytest';
import { runPython } from '../runPython';
import { RenderedRepository } from './RenderedRepository';
import { TemplateRunner } from './TemplateRunner';

jest.setTimeout(120_000);

const found = findServerForTest('golden-paths');
const describeWithPython = found.found ? describe : describe.skip;
const skipReason = found.found ? '' : ` (skipped: ${found.reason})`;

/** A change that a review may overlook, and the test that does not. */
interface Mutation {
  title: string;
  file: string;
  /** What is changed; the file is taken away without. */
  from?: string | RegExp;
  to?: string;
  caughtBy: string;
}

const SERVICE = 'deploy/20-inference-service.yaml';
const POLICIES = 'deploy/40-network-policies.yaml';
/** Nothing can be read any more. */
const EACH_TEST = '';
const OTHER_DIGEST = `sha256:${'f'.repeat(64)}`;

const SHARED: Mutation[] = [
  {
    title: 'a policy is removed',
    file: POLICIES,
    from: /^[^]*?---\n/,
    to: '',
    caughtBy: 'test_nothing_is_open_that_no_policy_opens',
  },
  {
    title: 'all policies are removed',
    file: POLICIES,
    caughtBy: 'test_nothing_is_open_that_no_policy_opens',
  },
  {
    title: 'a policy opens the way to everybody',
    file: POLICIES,
    from: / {2}egress:\n[^]*$/,
    to: '  egress:\n    - {}\n',
    caughtBy: 'test_nothing_is_open_that_no_policy_opens',
  },
  {
    title: 'the digest of the manifest is changed',
    file: SERVICE,
    from: /artifact-digest: sha256:[0-9a-f]+/,
    to: `artifact-digest: ${OTHER_DIGEST}`,
    caughtBy: 'test_what_is_delivered_is_what_was_approved',
  },
  {
    title: 'the digest of the release is changed',
    file: '.platformops/release.yaml',
    from: /digest: sha256:[0-9a-f]+/,
    to: `digest: ${OTHER_DIGEST}`,
    caughtBy: 'test_what_is_delivered_is_what_was_approved',
  },
  {
    title: 'another artefact is served',
    file: SERVICE,
    from: 's3://models/chest-xray-triage/14',
    to: 's3://models/chest-xray-triage/15',
    caughtBy: 'test_what_is_delivered_is_what_was_approved',
  },
  {
    title: 'the model card is of another version',
    file: 'docs/model-card.md',
    from: /sha256:[0-9a-f]+/,
    to: OTHER_DIGEST,
    caughtBy: 'test_model_card_is_of_what_is_released',
  },
  {
    title: 'a manifest is broken',
    file: SERVICE,
    from: 'metadata:',
    to: 'metadata: [',
    caughtBy: EACH_TEST,
  },
  {
    title: 'a manifest has another namespace',
    file: 'deploy/30-pod-disruption-budget.yaml',
    from: 'namespace: imaging-triage',
    to: 'namespace: other',
    caughtBy: 'test_objects_are_whole',
  },
  {
    title: 'fewer people approve',
    file: '.platformops/release.yaml',
    from: /approvers: \d/,
    to: 'approvers: 0',
    caughtBy: 'test_release_takes_as_many_people_as_the_path_wants',
  },
  {
    title: 'bodies of requests are logged',
    file: SERVICE,
    from: '  predictor:\n',
    to: '  predictor:\n    logger:\n      mode: all\n',
    caughtBy: 'test_payloads_are_never_logged',
  },
  {
    title: 'a container may become root',
    file: SERVICE,
    from: 'runAsNonRoot: true',
    to: 'runAsNonRoot: false',
    caughtBy: 'test_containers_have_no_rights_that_they_do_not_need',
  },
  {
    title: 'the service uses the account of all',
    file: SERVICE,
    from: 'serviceAccountName: chest-triage',
    to: 'serviceAccountName: default',
    caughtBy: 'test_account_is_its_own',
  },
  {
    title: 'an alert has no runbook',
    file: 'docs/runbook.md',
    from: '## It does not become ready',
    to: '## Nothing',
    caughtBy: 'test_runbooks_of_alerts_are_there',
  },
  {
    title: 'somebody signs an empty statement',
    file: 'statements/statements.yaml',
    from: 'statedBy: null',
    to: 'statedBy: user:default/olivia.ortega',
    caughtBy: 'test_nobody_signs_an_empty_statement',
  },
  {
    title: 'a unit is red',
    file: 'ci/approvals.py',
    from: ' - {author.strip().lower()}',
    to: '',
    caughtBy: 'test_authors_do_not_approve_their_own_change',
  },
];

const ONLY: Record<string, Mutation[]> = {
  'serve-model': [],
  'diagnostic-model-deployment': [
    {
      title: 'the evaluation gate is lowered',
      file: '.platformops/release.yaml',
      from: 'minimum: 0.92',
      to: 'minimum: 0.6',
      caughtBy: 'test_evaluation_gate_is_not_lowered',
    },
    {
      title: 'the change control plan names another gate',
      file: 'docs/change-control/description-of-modifications.md',
      from: 'at least 0.92',
      to: 'at least 0.6',
      caughtBy: 'test_plan_names_the_gate_that_holds',
    },
    {
      title: 'a part of the change control plan is gone',
      file: 'docs/change-control/impact-assessment.md',
      caughtBy: 'test_part_is_there',
    },
    {
      title: 'the audit log would name another digest',
      file: SERVICE,
      from: /(name: MODEL_DIGEST\n\s+value: )sha256:[0-9a-f]+/,
      to: `$1${OTHER_DIGEST}`,
      caughtBy: 'test_what_is_delivered_is_what_was_approved',
    },
    {
      title: 'pods talk without TLS',
      file: 'deploy/50-mesh.yaml',
      from: 'mode: STRICT',
      to: 'mode: PERMISSIVE',
      caughtBy: 'test_pods_talk_by_mutual_tls_alone',
    },
    {
      title: 'an older TLS is taken',
      file: 'deploy/50-mesh.yaml',
      from: /(mode: SIMPLE\n\s+minProtocolVersion: )TLSV1_3/,
      to: '$1TLSV1_1',
      caughtBy: 'test_from_outside_tls_is_1_3',
    },
    {
      title: 'the gateway may ask the model itself',
      file: 'deploy/50-mesh.yaml',
      from: /principals: \[cluster[^\]]+\]/,
      to: 'namespaces: [istio-ingress]',
      caughtBy: 'test_only_the_inference_api_is_let_in',
    },
    {
      title: 'KServe opens a way in of its own',
      file: SERVICE,
      from: 'networking.kserve.io/visibility: cluster-local',
      to: 'networking.kserve.io/visibility: public',
      caughtBy: 'test_kserve_opens_no_other_way_in',
    },
    {
      title: 'something may leave the network',
      file: POLICIES,
      from: 'cidr: 10.0.0.0/8',
      to: 'cidr: 0.0.0.0/0',
      caughtBy: 'test_nothing_leaves_the_private_network',
    },
    {
      title: 'the audit log is not encrypted',
      file: 'deploy/05-storage-class.yaml',
      from: "encrypted: 'true'",
      to: "encrypted: 'false'",
      caughtBy: 'test_audit_log_is_kept_six_years_on_an_encrypted_volume',
    },
    {
      title: 'events go nowhere',
      file: SERVICE,
      from: '8090/events',
      to: '8090/nothing',
      caughtBy: 'test_each_answer_leaves_an_event',
    },
    {
      title: 'bodies get into the log of the API',
      file: 'inference_api/app.py',
      from: 'subject, values = read_bundle(body)',
      to: 'subject, values = read_bundle(body); log.warning("%s", body)',
      caughtBy: 'test_health_data_is_in_no_log_and_no_event',
    },
    {
      title: 'answers are given without a record',
      file: 'inference_api/app.py',
      from: 'except NotRecorded:',
      to: 'except NotRecorded if False else ZeroDivisionError:',
      caughtBy: 'test_what_cannot_be_recorded_is_not_told',
    },
  ],
};

/** Others take seconds to load. */
function fileOf(directory: string, test: string): string {
  const files = readdirSync(join(directory, 'tests')).filter(file =>
    readFileSync(join(directory, 'tests', file), 'utf8').includes(
      `def ${test}(`,
    ),
  );
  if (files.length !== 1) {
    throw new Error(`${test} is in ${files.length} files`);
  }
  return join('tests', files[0]);
}

/** @throws if nothing would change. */
function mutate(directory: string, { file, from, to = '' }: Mutation): void {
  const path = join(directory, file);
  if (from === undefined) {
    unlinkSync(path);
    return;
  }
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  if (after === before) {
    throw new Error(`${file} does not hold ${from}`);
  }
  writeFileSync(path, after);
}

describeWithPython.each(Object.keys(ONLY))(
  `the repository of %s${skipReason}`,
  path => {
    let runner: TemplateRunner;
    let tests: Pytest;
    let root: string;
    let original: string;

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'golden-path-generated-'));
      tests = new Pytest({ python: found.found ? found.path : '' });
      runner = await TemplateRunner.start();
      const repository = await RenderedRepository.render(runner, path, {
        ground: 'eks',
        delivery: 'kubernetes',
        ci: 'github',
      });
      original = repository.write(root);
    });
    afterAll(async () => {
      tests?.stop();
      await runner?.stop();
      rmSync(root, { recursive: true, force: true });
    });

    const python = (directory: string, ...args: string[]) =>
      runPython({ python: found.found ? found.path : '', directory, args });
    const pytest = async (directory: string, ...args: string[]) =>
      tests.run(directory, '-q', '--tb=line', ...args);
    const copy = () => {
      const directory = mkdtempSync(join(root, 'mutated-'));
      cpSync(original, directory, { recursive: true });
      return directory;
    };

    it('has tests that pass', async () => {
      const { code, output } = await pytest(original);
      expect(output).toMatch(/\d+ passed/);
      expect(code).toBe(0);
    });

    it.each(['aks', 'gke', 'own-gpus'])(
      'has tests that pass on %s',
      async ground => {
        const repository = await RenderedRepository.render(runner, path, {
          ground,
          delivery: 'argocd',
          ci: 'jenkins',
        });
        const { code, output } = await pytest(repository.write(root));
        expect(output).toMatch(/\d+ passed/);
        expect(code).toBe(0);
      },
    );

    it.each(
      [...SHARED, ...ONLY[path]].map(
        mutation => [mutation.title, mutation] as const,
      ),
    )('fails when %s', async (_title, mutation) => {
      const directory = copy();
      mutate(directory, mutation);
      const { code, output } = await pytest(
        directory,
        '-rfE',
        ...(mutation.caughtBy === EACH_TEST
          ? ['-x']
          : [fileOf(directory, mutation.caughtBy), '-k', mutation.caughtBy]),
      );
      expect(code).toBe(1);
      expect(output).toMatch(/\b[1-9]\d* (?:failed|error)/);
    });

    it('writes another model wherever it stands', async () => {
      const directory = copy();
      const { code } = await python(
        directory,
        'ci/set_model.py',
        's3://models/chest-xray-triage/15',
        OTHER_DIGEST,
      );
      expect(code).toBe(0);
      expect((await pytest(directory)).code).toBe(0);
    });

    it('says what it is made of, as CycloneDX', async () => {
      const directory = copy();
      await python(directory, 'ci/bill_of_materials.py');
      expect(
        JSON.parse(
          readFileSync(join(directory, 'results/model.cdx.json'), 'utf8'),
        ),
      ).toMatchObject({
        bomFormat: 'CycloneDX',
        components: [{ type: 'machine-learning-model' }],
      });
    });
  },
);
