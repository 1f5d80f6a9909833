import { TemplateRunner } from './TemplateRunner';
import { VALUES } from './values';

jest.setTimeout(120_000);

const NOT_TEXT: Array<[string, unknown]> = [
  ['two lines', 'Puts urgent ones first\nmetadata: {}'],
  ['YAML', 'Triage: {a: [b]}" # and more of it'],
  ['a template', `Triage of $${'{{ secrets.token }}'} and more`],
  ['a block of a template', 'Triage {% include "x" %} and more'],
  ['a shell', 'Triage $(curl example.com) and more'],
  ['backquotes', 'Triage `id` and something more'],
  ['HTML', 'Triage <script>alert(1)</script>'],
  ['a backslash', 'Triage \\u0000 and something more'],
  ['a sign that turns the text', 'Triage \u202e and something more'],
  ['500 characters', 'x'.repeat(500)],
  ['nothing', ''],
];
const NOT_A_NAME: Array<[string, unknown]> = [
  ['a path', '../../etc/passwd'],
  ['a path in it', 'chest/triage'],
  ['a reserved word', 'kube-system'],
  ['a part of the cluster', 'istio-gateway'],
  ['a namespace of others', 'monitoring'],
  ['a word that YAML reads', 'null'],
  ['a device', 'con'],
  ['a look-alike', 'сhest-triage'],
  ['a wide letter', 'chest－triage'],
  ['an invisible sign', 'chest\u200btriage'],
  ['a new line at its end', 'chest-triage\n'],
  ['capitals', 'Chest-Triage'],
  ['two hyphens', 'chest--triage'],
  ['a template', '$' + '{{ 7*7 }}'],
  ['an option', '--help'],
  ['500 characters', 'x'.repeat(500)],
  ['a number', 7],
];
const NOT_A_REFERENCE: Array<[string, unknown]> = [
  ['another kind', 'secret:default/x'],
  ['a path', 'model:default/../x'],
  ['a template', 'model:default/$' + '{{x}}'],
  ['500 characters', `model:default/${'x'.repeat(500)}`],
];
const NOT_A_URI: Array<[string, unknown]> = [
  ['a file', 'file:///etc/passwd'],
  ['a way out', 's3://models/../../secret'],
  ['plain HTTP', 'http://models.example.com/14'],
  ['a shell', 's3://models/$(id)'],
  ['YAML', 's3://models/14 # x'],
  ['two lines', 's3://models/14\nimage: evil'],
  ['a password', 'https://user:pass word@example.com/x'],
];

const WRONG: Record<string, Array<[string, unknown]>> = {
  name: NOT_A_NAME,
  title: NOT_TEXT,
  description: NOT_TEXT,
  owner: NOT_A_REFERENCE,
  system: NOT_A_REFERENCE,
  model: NOT_A_REFERENCE,
  dataset: NOT_A_REFERENCE,
  'release.version': [
    ['a path', '../14'],
    ['two lines', '14\nx: y'],
  ],
  'release.uri': NOT_A_URI,
  'release.digest': [
    ['another algorithm', 'md5:0123'],
    ['too few digits', 'sha256:abc'],
    ['capitals', `sha256:${'A'.repeat(64)}`],
    ['more after it', `sha256:${'a'.repeat(64)}\nx: y`],
  ],
  'release.format': [['an unknown one', 'pickle']],
  release: [
    ['nothing', {}],
    ['an address alone', 's3://models/14'],
  ],
  approvers: [
    ['nobody', 0],
    ['text', 'two'],
    ['a part of a person', 2.5],
  ],
  cluster: [
    ['a path', '../prod'],
    ['two lines', 'sandbox\nx'],
  ],
  namespace: [
    ['of the cluster', 'kube-system'],
    ['of the mesh', 'istio-system'],
    ['the default', 'default'],
    ['64 characters', 'x'.repeat(64)],
    ['a look-alike', 'imaging‐triage'],
  ],
  ground: [['an unknown one', 'lambda']],
  delivery: [['an unknown one', 'ftp']],
  ci: [['an unknown one', 'cron']],
  workloadIdentity: [
    ['two lines', 'arn:aws:iam::1:role/x\ny: z'],
    ['a quote', 'arn"x'],
  ],
  gatewayNamespace: [['two lines', 'istio\ningress']],
  minimumReplicas: [['less than none', -1]],
  maximumReplicas: [
    ['none', 0],
    ['too many', 10_000],
  ],
  publishTo: [['an unknown one', 'dropbox']],
  repoUrl: [
    ['a password', 'u:p@github.com?owner=o&repo=r'],
    ['a template', `github.com?owner=o&repo=$${'{{x}}'}`],
    ['two lines', 'github.com?owner=o&repo=r\nx'],
  ],
};

const ONLY: Record<string, Record<string, Array<[string, unknown]>>> = {
  'diagnostic-model-deployment': {
    minimumAuc: [
      ['that of a coin', 0.4],
      ['more than all', 1.2],
    ],
    approvers: [['one', 1]],
    host: [
      ['a wildcard', '*.example.com'],
      ['one word', 'localhost'],
      ['YAML', 'a.example.com]'],
    ],
    issuer: [
      ['plain HTTP', 'http://login.example.com'],
      ['a query', 'https://login.example.com/?x=y'],
    ],
    audience: [['two lines', 'a\nb']],
    imageRepository: [
      ['a tag with a shell', 'registry.example.com/x;id'],
      ['a path', 'registry.example.com/../x'],
    ],
    pipelineConnection: [['a path', '../x']],
    maximumReplicas: [['less than at least', 1]],
  },
  'serve-model': {
    deploymentMode: [['an unknown one', 'RawDeployment']],
    minimumReplicas: [['none without Knative', 0]],
  },
};

/** One field changed, which may stand in another. */
function change(path: string, field: string, value: unknown): object {
  const [outer, inner] = field.split('.');
  return {
    [outer]: inner
      ? { ...(VALUES[path][outer] as object), [inner]: value }
      : value,
  };
}

let runner: TemplateRunner;

beforeAll(async () => {
  runner = await TemplateRunner.start();
}, 120_000);
afterAll(async () => {
  await runner?.stop();
});

describe.each(Object.keys(ONLY))('the path %s', path => {
  const cases = [WRONG, ONLY[path]].flatMap(fields =>
    Object.entries(fields).flatMap(([field, values]) =>
      values.map(([title, value]) => [field, title, value] as const),
    ),
  );

  it.each(cases)('refuses %s: %s', async (field, _title, value) => {
    const changes = {
      ...(field === 'repoUrl' && { publishTo: 'github' }),
      ground: 'eks',
      delivery: 'kubernetes',
      ci: 'github',
      ...change(path, field, value),
    };
    const made = await runner.dryRun(path, {
      ...VALUES[path],
      ...(changes as {}),
    });
    expect(made).toMatchObject({ ok: false, status: 400 });
    expect(made.ok ? '' : made.errors.join('\n')).toContain(
      // What only the manifests together tell is refused by KServe's check.
      field === 'maximumReplicas' && value === 1 ? 'maxReplicas' : field,
    );
  });
});
