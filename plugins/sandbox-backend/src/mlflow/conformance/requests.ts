/**
 * One request of the sequence that the real server and the sandbox both answer.
 * `{{name}}` stands for a value that an earlier answer gave.
 */
export interface ConformanceRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/2.0/mlflow`, or from the root when it starts with `//`. */
  path: string;
  query?: Array<[string, string]>;
  body?: unknown;
  /** Values to keep from the answer: name to path in the body. */
  remember?: Record<string, string>;
}

type Query = Array<[string, string]>;

function get(
  path: string,
  query: Query = [],
  remember?: Record<string, string>,
): ConformanceRequest {
  return { method: 'GET', path, query, remember };
}

function post(
  path: string,
  body: unknown,
  remember?: Record<string, string>,
): ConformanceRequest {
  return { method: 'POST', path, body, remember };
}

function patch(path: string, body: unknown): ConformanceRequest {
  return { method: 'PATCH', path, body };
}

function remove(path: string, body: unknown): ConformanceRequest {
  return { method: 'DELETE', path, body };
}

const experiments = [
  get('experiments/search', [['max_results', '10']]),
  post(
    'experiments/create',
    { name: 'Fraud' },
    { experiment: 'experiment_id' },
  ),
  post('experiments/create', {
    name: 'Churn',
    tags: [{ key: 'team', value: 'shop' }],
  }),
  post('experiments/create', { name: 'Fraud' }),
  post('experiments/create', {}),
  post('experiments/search', { max_results: 2 }, { page: 'next_page_token' }),
  post('experiments/search', { max_results: 2, page_token: '{{page}}' }),
  get('experiments/search'),
  get('experiments/get', [['experiment_id', '{{experiment}}']]),
  get('experiments/get', [['experiment_id', '4711']]),
  get('experiments/get'),
  get('experiments/get-by-name', [['experiment_name', 'Churn']]),
  get('experiments/get-by-name', [['experiment_name', 'Nobody']]),
];

const runs = [
  post(
    'runs/create',
    {
      experiment_id: '{{experiment}}',
      run_name: 'first',
      start_time: 1700000000000,
      user_id: 'ada',
      tags: [{ key: 'mlflow.user', value: 'ada' }],
    },
    { run: 'run.info.run_id' },
  ),
  post(
    'runs/create',
    {
      experiment_id: '{{experiment}}',
      run_name: 'second',
      start_time: 1700000001000,
    },
    { run2: 'run.info.run_id' },
  ),
  post('runs/create', { experiment_id: '4711', start_time: 1700000000000 }),
  post('runs/log-batch', {
    run_id: '{{run}}',
    metrics: [
      { key: 'auc', value: 0.81, timestamp: 1700000002000, step: 1 },
      { key: 'auc', value: 0.93, timestamp: 1700000003000, step: 2 },
      { key: 'loss', value: 2, timestamp: 1700000003000, step: 0 },
      { key: 'broken', value: 'NaN', timestamp: 1700000003000, step: 0 },
      { key: 'endless', value: 'Infinity', timestamp: 1700000003000, step: 0 },
    ],
    params: [
      { key: 'depth', value: '6' },
      { key: 'eta', value: '0.1' },
    ],
    tags: [{ key: 'commit', value: 'abc' }],
  }),
  post('runs/log-batch', {
    run_id: '{{run}}',
    params: [{ key: 'depth', value: '7' }],
  }),
  post('runs/log-batch', { run_id: 'missing', metrics: [] }),
  post('runs/log-batch', {}),
  post('runs/log-batch', {
    run_id: '{{run}}',
    metrics: [{ key: 'auc', timestamp: 1700000002000 }],
  }),
  post('runs/log-inputs', {
    run_id: '{{run}}',
    datasets: [
      {
        tags: [{ key: 'mlflow.data.context', value: 'training' }],
        dataset: {
          name: 'payments',
          digest: 'd1',
          source_type: 's3',
          source: '{"uri": "s3://lake/payments"}',
          schema: '{}',
          profile: '{"num_rows": 12}',
        },
      },
      {
        tags: [{ key: 'mlflow.data.context', value: 'test' }],
        dataset: {
          name: 'payments-test',
          digest: 'd2',
          source_type: 's3',
          source: '{"uri": "s3://lake/payments-test"}',
        },
      },
    ],
  }),
  post('runs/log-inputs', { datasets: [] }),
  get('runs/get', [['run_id', '{{run}}']]),
  get('runs/get', [['run_id', '{{run2}}']]),
  get('runs/get', [['run_id', '0123456789abcdef0123456789abcdef']]),
  get('runs/get'),
  post('runs/update', {
    run_id: '{{run2}}',
    status: 'FINISHED',
    end_time: 1700000009000,
  }),
  post(
    'runs/search',
    { experiment_ids: ['{{experiment}}'], max_results: 1 },
    { page: 'next_page_token' },
  ),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    max_results: 1,
    page_token: '{{page}}',
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "attributes.run_id IN ('{{run}}')",
    max_results: 10,
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "run_id IN ('{{run}}','{{run2}}')",
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "metrics.auc > 0.9 and params.depth = '6'",
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "tags.commit = 'xyz'",
  }),
  post('runs/search', { experiment_ids: [], max_results: 5 }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    max_results: 50001,
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "colour = 'red'",
  }),
  get('metrics/get-history', [
    ['run_id', '{{run}}'],
    ['metric_key', 'auc'],
  ]),
  get(
    'metrics/get-history',
    [
      ['run_id', '{{run}}'],
      ['metric_key', 'auc'],
      ['max_results', '1'],
    ],
    { page: 'next_page_token' },
  ),
  get('metrics/get-history', [
    ['run_id', '{{run}}'],
    ['metric_key', 'auc'],
    ['max_results', '1'],
    ['page_token', '{{page}}'],
  ]),
  get('metrics/get-history', [
    ['run_id', '{{run}}'],
    ['metric_key', 'nothing'],
  ]),
  get('metrics/get-history', [['run_id', '{{run}}']]),
];

const models = [
  get('registered-models/search'),
  post('registered-models/create', {
    name: 'fraud',
    description: '# Fraud\n\nScores payments.',
    tags: [
      { key: 'platformops.io/task', value: 'classification' },
      { key: 'team', value: 'payments' },
    ],
  }),
  post('registered-models/create', { name: 'Churn Model (EU)' }),
  post('registered-models/create', { name: 'alpha', tags: [] }),
  post('registered-models/create', {
    name: 'greeting',
    tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
  }),
  post('registered-models/create', { name: 'fraud' }),
  post('registered-models/create', { name: 'a/b' }),
  post('registered-models/create', { name: '' }),
  post('registered-models/create', {}),
  post('registered-models/create', { name: 7 }),
  get('registered-models/get', [['name', 'fraud']]),
  get('registered-models/get', [['name', 'nobody']]),
  get('registered-models/get'),
  get('registered-models/search', [['max_results', '2']], {
    page: 'next_page_token',
  }),
  get('registered-models/search', [
    ['max_results', '2'],
    ['page_token', '{{page}}'],
  ]),
  get('registered-models/search', [['max_results', '1001']]),
  get('registered-models/search', [['max_results', 'many']]),
  get('registered-models/search', [['page_token', 'bm9uc2Vuc2U=']]),
  get('registered-models/search', [['filter', "name = 'fraud'"]]),
  get('registered-models/search', [['filter', "name LIKE 'fr%'"]]),
  get('registered-models/search', [['filter', "name ILIKE '%CHURN%'"]]),
  get('registered-models/search', [['filter', "tags.team = 'payments'"]]),
  get('registered-models/search', [
    ['filter', "tags.`platformops.io/task` = 'classification'"],
  ]),
  get('registered-models/search', [
    ['filter', "tags.`mlflow.prompt.is_prompt` = 'true'"],
  ]),
  get('registered-models/search', [
    ['filter', "tags.`mlflow.prompt.is_prompt` != 'true'"],
  ]),
  get('registered-models/search', [['filter', 'name > 3']]),
  get('registered-models/search', [['filter', "colour = 'red'"]]),
  get('registered-models/search', [['order_by', 'name DESC']]),
  get('registered-models/search', [['order_by', 'colour']]),
  patch('registered-models/update', {
    name: 'fraud',
    description: 'Scores payments.',
  }),
  patch('registered-models/update', { name: 'nobody', description: 'x' }),
  post('registered-models/set-tag', {
    name: 'fraud',
    key: 'team',
    value: 'risk',
  }),
  post('registered-models/set-tag', { name: 'nobody', key: 'a', value: 'b' }),
  post('registered-models/set-tag', { name: 'fraud', value: 'b' }),
  remove('registered-models/delete-tag', { name: 'fraud', key: 'team' }),
  remove('registered-models/delete-tag', { name: 'fraud', key: 'team' }),
];

const versions = [
  post('model-versions/create', {
    name: 'fraud',
    source: 's3://models/fraud/1',
    run_id: '{{run}}',
    run_link: 'https://mlflow.example.com/run/1',
    description: 'The first.',
    tags: [{ key: 'platformops.io/stage', value: 'candidate' }],
  }),
  post('model-versions/create', {
    name: 'fraud',
    source: 's3://models/fraud/2',
    run_id: '{{run2}}',
  }),
  post('model-versions/create', { name: 'fraud', source: 's3://models/x/3' }),
  post('model-versions/create', {
    name: 'alpha',
    source: 'models:/fraud/2',
  }),
  post('model-versions/create', {
    name: 'greeting',
    source: 'dummy-source',
    tags: [
      { key: 'mlflow.prompt.is_prompt', value: 'true' },
      { key: 'mlflow.prompt.text', value: 'Hello {{person}}' },
    ],
  }),
  post('model-versions/create', { name: 'nobody', source: 's3://m/1' }),
  post('model-versions/create', { name: 'fraud' }),
  get('model-versions/get', [
    ['name', 'fraud'],
    ['version', '1'],
  ]),
  get('model-versions/get', [
    ['name', 'fraud'],
    ['version', '9'],
  ]),
  get('model-versions/get', [
    ['name', 'nobody'],
    ['version', '1'],
  ]),
  get('model-versions/get', [
    ['name', 'fraud'],
    ['version', 'one'],
  ]),
  get('model-versions/get', [['name', 'fraud']]),
  post('registered-models/alias', {
    name: 'fraud',
    alias: 'champion',
    version: '1',
  }),
  post('registered-models/alias', {
    name: 'fraud',
    alias: 'challenger',
    version: '2',
  }),
  post('registered-models/alias', {
    name: 'fraud',
    alias: 'latest',
    version: '2',
  }),
  post('registered-models/alias', { name: 'fraud', alias: 'v2', version: '2' }),
  post('registered-models/alias', {
    name: 'fraud',
    alias: 'a b',
    version: '2',
  }),
  post('registered-models/alias', { name: 'fraud', alias: 'x', version: '9' }),
  get('registered-models/get', [['name', 'fraud']]),
  get('registered-models/search', [['filter', "name = 'fraud'"]]),
  get('model-versions/get', [
    ['name', 'fraud'],
    ['version', '1'],
  ]),
  get('registered-models/alias', [
    ['name', 'fraud'],
    ['alias', 'champion'],
  ]),
  get('registered-models/alias', [
    ['name', 'fraud'],
    ['alias', 'latest'],
  ]),
  get('registered-models/alias', [
    ['name', 'fraud'],
    ['alias', 'nothing'],
  ]),
  post('registered-models/alias', {
    name: 'fraud',
    alias: 'champion',
    version: '2',
  }),
  remove('registered-models/alias', { name: 'fraud', alias: 'challenger' }),
  remove('registered-models/alias', { name: 'fraud', alias: 'challenger' }),
  post('model-versions/set-tag', {
    name: 'fraud',
    version: '2',
    key: 'approved',
    value: 'yes',
  }),
  post('model-versions/set-tag', {
    name: 'fraud',
    version: '9',
    key: 'approved',
    value: 'yes',
  }),
  remove('model-versions/delete-tag', {
    name: 'fraud',
    version: '2',
    key: 'approved',
  }),
  patch('model-versions/update', {
    name: 'fraud',
    version: '2',
    description: 'The second.',
  }),
  post('model-versions/transition-stage', {
    name: 'fraud',
    version: '1',
    stage: 'production',
    archive_existing_versions: false,
  }),
  post('model-versions/transition-stage', {
    name: 'fraud',
    version: '2',
    stage: 'Production',
    archive_existing_versions: true,
  }),
  post('model-versions/transition-stage', {
    name: 'fraud',
    version: '2',
    stage: 'Somewhere',
    archive_existing_versions: false,
  }),
  post('model-versions/transition-stage', {
    name: 'fraud',
    version: '2',
    stage: 'Archived',
    archive_existing_versions: true,
  }),
  post('registered-models/get-latest-versions', { name: 'fraud' }),
  post('registered-models/get-latest-versions', {
    name: 'fraud',
    stages: ['Production'],
  }),
  get('registered-models/get', [['name', 'fraud']]),
  get('registered-models/search', [['filter', "name = 'fraud'"]]),
  get('model-versions/search', [
    ['filter', "name = 'fraud'"],
    ['max_results', '100'],
    ['order_by', 'version_number ASC'],
  ]),
  get(
    'model-versions/search',
    [
      ['max_results', '2'],
      ['order_by', 'name ASC'],
    ],
    { page: 'next_page_token' },
  ),
  get('model-versions/search', [
    ['max_results', '2'],
    ['order_by', 'name ASC'],
    ['page_token', '{{page}}'],
  ]),
  get('model-versions/search', [
    ['filter', "run_id IN ('{{run}}','{{run2}}')"],
    ['order_by', 'version_number DESC'],
  ]),
  get('model-versions/search', [
    ['filter', "name IN ('fraud', 'alpha')"],
    ['order_by', 'version_number DESC'],
    ['order_by', 'name ASC'],
  ]),
  get('model-versions/search', [['filter', "run_id = '{{run}}'"]]),
  get('model-versions/search', [
    ['filter', "source_path LIKE 's3://models/x%'"],
  ]),
  get('model-versions/search', [['filter', 'version_number = 3']]),
  get('model-versions/search', [
    ['filter', "tags.`platformops.io/stage` = 'candidate'"],
  ]),
  get('model-versions/search', [
    ['filter', "tags.`mlflow.prompt.is_prompt` = 'true'"],
  ]),
  get('model-versions/search', [['max_results', '0']]),
  get('model-versions/search', [['max_results', '200001']]),
  get('model-versions/search', [['filter', "colour = 'red'"]]),
  get('model-versions/search', [['order_by', 'colour']]),
  get('model-versions/get-download-uri', [
    ['name', 'alpha'],
    ['version', '1'],
  ]),
];

const odds = [
  get('registered-models/search', [
    ['filter', "name = 'fraud' AND name LIKE 'f%'"],
  ]),
  get('registered-models/search', [['filter', "name = 'fraud' AND"]]),
  get('registered-models/search', [['filter', 'name']]),
  get('registered-models/search', [
    ['filter', "name = 'fraud' OR name = 'alpha'"],
  ]),
  get('registered-models/search', [['filter', 'tags.team = 3']]),
  get('registered-models/search', [['filter', "metrics.auc = '3'"]]),
  get('registered-models/search', [['filter', "name > 'a'"]]),
  get('registered-models/search', [['max_results', '0']]),
  get('registered-models/search', [['page_token', 'e30=']]),
  get('registered-models/search', [
    ['order_by', 'last_updated_timestamp DESC'],
    ['max_results', '1'],
  ]),
  get('model-versions/search', [['filter', "source_path IN ('a', 'b')"]]),
  get('model-versions/search', [['filter', "version_number = 'x'"]]),
  get('model-versions/search', [['filter', "run_id IN ('a', 3)"]]),
  get('model-versions/search', [['filter', 'run_id IN ()']]),
  get('model-versions/search', [
    ['filter', "run_id NOT IN ('{{run}}') AND name = 'fraud'"],
    ['order_by', 'version_number ASC'],
  ]),
  get('model-versions/search', [['filter', 'version_number > 1']]),
  post('registered-models/create', {
    name: 'It\'s odd & "quoted" \u00fc',
    description: '',
  }),
  get('registered-models/get', [['name', 'It\'s odd & "quoted" \u00fc']]),
  patch('registered-models/update', { name: 'alpha', description: '' }),
  post('registered-models/set-tag', { name: 'alpha', key: 'empty', value: '' }),
  post('registered-models/set-tag', { name: 'alpha', key: 'b?d', value: 'x' }),
  post('registered-models/set-tag', {
    name: 'alpha',
    key: 'k'.repeat(251),
    value: 'x',
  }),
  get('registered-models/get', [['name', 'alpha']]),
  post('model-versions/create', {
    name: 'alpha',
    source: 's3://m/1',
    run_id: '0123456789abcdef0123456789abcdef',
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    order_by: ['attributes.start_time ASC'],
    filter: "attributes.status = 'FINISHED'",
  }),
  post('runs/search', {
    experiment_ids: ['{{experiment}}'],
    order_by: ['metrics.auc DESC', 'params.depth'],
  }),
];

const endings = [
  post('registered-models/rename', { name: 'fraud', new_name: 'fraud-2' }),
  post('registered-models/rename', { name: 'fraud-2', new_name: 'alpha' }),
  post('registered-models/rename', { name: 'fraud', new_name: 'other' }),
  post('registered-models/rename', { name: 'fraud-2' }),
  get('registered-models/get', [['name', 'fraud']]),
  get('registered-models/get', [['name', 'fraud-2']]),
  remove('model-versions/delete', { name: 'fraud-2', version: '2' }),
  remove('model-versions/delete', { name: 'fraud-2', version: '2' }),
  get('registered-models/get', [['name', 'fraud-2']]),
  get('model-versions/search', [['filter', "name = 'fraud-2'"]]),
  post('model-versions/create', { name: 'fraud-2', source: 's3://m/4' }),
  remove('registered-models/delete', { name: 'fraud-2' }),
  remove('registered-models/delete', { name: 'fraud-2' }),
  get('registered-models/get', [['name', 'fraud-2']]),
  post('logged-models/search', { experiment_ids: ['{{experiment}}'] }),
  post('logged-models/search', {}),
  post(
    'logged-models',
    {
      experiment_id: '{{experiment}}',
      name: 'fraud',
      source_run_id: '{{run}}',
      params: [{ key: 'depth', value: '6' }],
      tags: [{ key: 'team', value: 'risk' }],
    },
    { loggedModel: 'model.info.model_id' },
  ),
  post('logged-models', { name: 'fraud' }),
  post('logged-models', { experiment_id: '4711', name: 'fraud' }),
  post('runs/log-batch', {
    run_id: '{{run}}',
    metrics: [
      {
        key: 'precision',
        value: 0.9,
        timestamp: 1700000009000,
        step: 0,
        model_id: '{{loggedModel}}',
        dataset_name: 'payments-test',
        dataset_digest: 'd2',
      },
    ],
  }),
  post('logged-models/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "model_id IN ('{{loggedModel}}')",
  }),
  post('logged-models/search', {
    experiment_ids: ['{{experiment}}'],
    filter: "source_run_id IN ('{{run2}}')",
  }),
  post('registered-models/create', { name: 'logged' }),
  post('model-versions/create', {
    name: 'logged',
    source: 'models:/{{loggedModel}}',
    run_id: '{{run}}',
    model_id: '{{loggedModel}}',
  }),
  get('no-such-thing'),
  get('//version'),
  get('//health'),
  get('//ajax-api/2.0/mlflow/registered-models/get', [['name', 'alpha']]),
  post('registered-models/search', { max_results: 10 }),
];

/**
 * A session with a fresh registry.
 */
export const conformanceRequests: ConformanceRequest[] = [
  ...experiments,
  ...runs,
  ...models,
  ...versions,
  ...odds,
  ...endings,
];
