import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  describeWithServer,
  findServerForTest,
} from '@platform-ops/test-servers';
import { startPlatform, TUESDAY } from '../__testUtils__/createPlatform';
import { readSamples, sumOf } from '../__testUtils__/readSamples';
import { DAY, SECOND } from '../simulation/time';
import recorded from './__fixtures__/recordedNames.json';

const EXAMPLES = join(__dirname, '../../../../../examples');

describe('MetricsApi', () => {
  let now = TUESDAY;
  let sandbox: Awaited<ReturnType<typeof startPlatform>>;
  beforeAll(async () => {
    sandbox = await startPlatform({ now: () => now });
  });
  beforeEach(() => {
    now = TUESDAY;
  });
  afterAll(() => sandbox.stop());

  const text = async (path: string, accept?: string) => {
    const response = await sandbox.ask(path, { accept });
    expect(response.status).toBe(200);
    return response.text();
  };
  const paths = async (): Promise<string[]> => {
    const groups = await (await sandbox.ask('/metrics/sd')).json();
    return groups.map(
      (group: { labels: Record<string, string> }) =>
        group.labels.__metrics_path__,
    );
  };

  it('tells Prometheus where the services of the examples are', async () => {
    const response = await sandbox.ask('/metrics/sd');
    expect(response.headers.get('content-type')).toBe('application/json');
    const groups = await response.json();
    expect(groups[0]).toEqual({
      targets: [new URL(sandbox.url).host],
      labels: {
        __metrics_path__: '/metrics/imaging/chest-xray-triage-service',
        __portal_history_path__:
          '/metrics/imaging/chest-xray-triage-service/history?days=15&step=300',
        cluster: 'sandbox',
        namespace: 'imaging',
        service: 'chest-xray-triage-service',
        inferenceservice: 'chest-xray-triage-service',
      },
    });
    const components = readdirSync(EXAMPLES)
      .filter(file => file === 'components.yaml')
      .flatMap(file =>
        parseAllDocuments(readFileSync(join(EXAMPLES, file), 'utf8')),
      )
      .map(document => document.toJS())
      .filter(({ kind }) => kind === 'Component');
    expect(
      groups
        .map((group: { labels: { service: string } }) => group.labels.service)
        .sort(),
    ).toEqual(components.map(({ metadata }) => metadata.name).sort());
    for (const { metadata } of components) {
      const served = (
        metadata.annotations?.['platformops.io/serves']?.split(',') ?? []
      ).map((ref: string) => ref.split('/')[1]);
      const { models } = sandbox.platform.find(metadata.name)!.workload;
      expect(models.map(({ name }) => name)).toEqual(served);
    }
  });

  it('speaks OpenMetrics, and the older format to those who ask for it', async () => {
    const path = '/metrics/shop/recommendation-service';
    const response = await sandbox.ask(path);
    expect(response.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const open = await response.text();
    expect(open).toMatch(
      /^# TYPE request_preprocess_seconds histogram\n# UNIT request_preprocess_seconds seconds\n# HELP /,
    );
    expect(open).toContain('# TYPE process_cpu_seconds counter\n');
    expect(open).toContain('# TYPE revision_request_count unknown\n');
    expect(open.endsWith('# EOF\n')).toBe(true);

    const plain = await sandbox.ask(path, { accept: 'text/plain;q=0.5' });
    expect(plain.headers.get('content-type')).toBe(
      'text/plain; version=0.0.4; charset=utf-8',
    );
    const older = await plain.text();
    expect(older).toContain('# TYPE process_cpu_seconds_total counter\n');
    expect(older).toContain('# TYPE revision_request_count counter\n');
    expect(older).not.toContain('# EOF');
    expect(readSamples(older)).toEqual(readSamples(open));
  });

  it('has the names of the real exporters', async () => {
    const namesOf = async (path: string, pattern: RegExp) => [
      ...new Set(
        readSamples(await text(path))
          .map(({ name }) => name)
          .filter(name => pattern.test(name)),
      ),
    ];
    const mlserver = await namesOf(
      '/metrics/trading/volatility-service',
      /^(model_infer|rest_server|process_|python_)/,
    );
    expect(mlserver.length).toBeGreaterThan(8);
    expect(recorded['mlserver 1.7.1']).toEqual(
      expect.arrayContaining(mlserver),
    );
    const node = await namesOf(
      '/metrics/shop/shop-front',
      /^(nodejs|process)_/,
    );
    expect(node.length).toBeGreaterThan(12);
    expect(recorded['prom-client 15.1.3']).toEqual(
      expect.arrayContaining(node),
    );
  });

  it('has GPUs of which one is idle, and tokens', async () => {
    const gpus = await Promise.all(
      [
        '/metrics/imaging/chest-xray-triage-service',
        '/metrics/imaging/retinopathy-service',
        '/metrics/assistants/support-chat',
      ].map(async path => {
        const exposition = await text(path);
        return {
          busy: sumOf(
            exposition,
            'DCGM_FI_DEV_GPU_UTIL',
            'Hostname="gpu-',
            'gpu="0"',
            'container="kserve-container"',
            'pod="',
          ),
          memory: sumOf(exposition, 'DCGM_FI_DEV_FB_USED'),
        };
      }),
    );
    expect(gpus[0].busy).toBeGreaterThan(20);
    expect(gpus[1]).toEqual({ busy: 0, memory: 457 });
    expect(gpus[2].busy).toBeGreaterThan(20);

    const chat = await text('/metrics/assistants/support-chat');
    const requests = sumOf(chat, 'vllm:request_success_total');
    expect(sumOf(chat, 'vllm:generation_tokens_total') / requests).toBeCloseTo(
      250,
      -2,
    );
    expect(sumOf(chat, 'vllm:e2e_request_latency_seconds_count')).toBeCloseTo(
      requests,
      -1,
    );
    const search = await text('/metrics/assistants/page-search');
    expect(sumOf(search, 'gen_ai_client_token_usage_sum')).toBeGreaterThan(0);
  });

  it('can be read by promtool', async () => {
    const promtool = findServerForTest('promtool');
    if (!promtool.found) {
      return;
    }
    for (const path of await paths()) {
      const { stderr, stdout } = spawnSync(
        promtool.path,
        ['check', 'metrics'],
        { input: await text(path, 'text/plain'), encoding: 'utf8' },
      );
      // It also finds fault with the names that real exporters have.
      const unexpected = `${stdout}${stderr}`
        .split('\n')
        .filter(Boolean)
        .filter(
          line =>
            !/^(nv_|revision_|DCGM_|vllm:|nodejs_|kube_|http_request)/.test(
              line,
            ),
        );
      expect(unexpected).toEqual([]);
    }
  });

  it('tells the past, up to what it says now', async () => {
    const path = '/metrics/shop/shop-front';
    const history = await sandbox.ask(
      `${path}/history?days=1&step=300&name=http_server_request_duration_seconds&name=process_cpu_seconds_total`,
    );
    expect(history.headers.get('content-type')).toContain('openmetrics');
    const past = await history.text();
    expect(past.endsWith('# EOF\n')).toBe(true);
    expect(past.match(/^# TYPE .*/gm)).toEqual([
      '# TYPE http_server_request_duration_seconds histogram',
      '# TYPE process_cpu_seconds counter',
    ]);

    const samples = readSamples(past);
    const cpu = samples.filter(
      ({ name }) => name === 'process_cpu_seconds_total',
    );
    expect(cpu).toHaveLength(289);
    expect(cpu.map(({ timestamp }) => timestamp! * SECOND)).toEqual(
      Array.from(
        { length: 289 },
        (_, index) => TUESDAY - DAY + index * 300 * SECOND,
      ),
    );
    const present = readSamples(await text(path));
    const last = samples.filter(
      ({ timestamp }) => timestamp! * SECOND === TUESDAY,
    );
    for (const { name, labels, value } of last) {
      expect(present).toContainEqual({ name, labels, value });
    }

    now = TUESDAY - DAY + 300 * SECOND;
    const then = readSamples(await text(path)).find(
      ({ name }) => name === 'process_cpu_seconds_total',
    );
    expect(then?.value).toBe(cpu[1].value);
  });

  it('bounds what can be asked, in words', async () => {
    for (const [path, status, message] of [
      ['/metrics/shop/nobody', 404, /GET \/metrics\/sd lists all/],
      ['/metrics/imaging/shop-front', 404, /no such metrics endpoint/],
      [
        '/metrics/shop/shop-front/history?days=16',
        400,
        /^days: found '16', allowed is a number from 0 to 15$/,
      ],
      ['/metrics/shop/shop-front/history?step=x', 400, /^step: found 'x'/],
      [
        '/metrics/shop/shop-front/history?step=60',
        400,
        /^step: found '60', which makes 21600 samples/,
      ],
    ] as const) {
      const response = await sandbox.ask(path);
      expect(response.status).toBe(status);
      expect((await response.json()).message).toMatch(message);
    }
    const post = await sandbox.ask('/metrics/sd', { method: 'POST' });
    expect(post.status).toBe(405);
    expect((await fetch(`${sandbox.url}/metrics/sd`)).status).toBe(401);
  });
});

describeWithServer('prometheus', 'the sandbox as a target', server => {
  it('is found, scraped with its token, and shows a fault', async () => {
    // A minute passes with each second, and the fault is there at once.
    const began = Date.now();
    const sandbox = await startPlatform({
      now: () => TUESDAY + (Date.now() - began) * 60,
    });
    try {
      const injected = await sandbox.ask('/sandbox/v1/faults/error-burst', {
        method: 'POST',
      });
      expect(injected.status).toBe(201);
      await server().reload({
        config: `
scrape_configs:
  - job_name: sandbox
    scrape_interval: 250ms
    scrape_timeout: 250ms
    authorization: { type: Bearer, credentials: sesame }
    http_sd_configs:
      - url: ${sandbox.url}/metrics/sd
        refresh_interval: 1s
        authorization: { type: Bearer, credentials: sesame }
`,
      });
      const query = async (
        promql: string,
      ): Promise<{ metric: Record<string, string>; value: number }[]> => {
        const response = await fetch(
          `${server().url}/api/v1/query?query=${encodeURIComponent(promql)}`,
        );
        const { data } = await response.json();
        return data.result.map(
          (each: {
            metric: Record<string, string>;
            value: [number, string];
          }) => ({ metric: each.metric, value: Number(each.value[1]) }),
        );
      };
      const eventually = async (
        promql: string,
        isThere: (found: Awaited<ReturnType<typeof query>>) => boolean,
      ) => {
        for (;;) {
          const found = await query(promql);
          if (isThere(found)) {
            return found;
          }
        }
      };
      const up = await eventually('up == 1', found => found.length === 13);
      expect(up.map(({ metric }) => metric)).toContainEqual({
        __name__: 'up',
        job: 'sandbox',
        instance: new URL(sandbox.url).host,
        cluster: 'sandbox',
        namespace: 'shop',
        service: 'recommendation-service',
        inferenceservice: 'recommendation-service',
      });
      const ratio = `
        sum by (service) (increase(http_server_request_duration_seconds_count{http_response_status_code="500"}[10s]))
        / sum by (service) (increase(http_server_request_duration_seconds_count[10s])) > 0.2`;
      const [failing] = await eventually(ratio, found => found.length > 0);
      expect(failing.metric).toEqual({ service: 'shop-front' });
      expect(failing.value).toBeLessThan(0.4);
      expect(await query('count(kube_deployment_status_replicas)')).toEqual([
        { metric: {}, value: 13 },
      ]);
    } finally {
      await sandbox.stop();
    }
  });
});
