import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { findServer, freePort } from '@platform-ops/test-servers';
import { until } from './measure';

const TOKEN = 'token-of-the-benchmark';

/** What the packs of the sandbox's runtimes ask for. */
const NAMES = [
  'container_memory_working_set_bytes',
  'http_requests',
  'http_server_request_duration_seconds',
  'kube_deployment_spec_replicas',
  'kube_deployment_status_replicas_available',
  'kube_pod_container_resource_limits',
  'model_infer_request_duration',
  'model_infer_request_failure',
  'model_infer_request_success',
  'nv_inference_request_duration_us',
  'nv_inference_request_failure',
  'nv_inference_request_success',
  'request_predict_seconds',
  'rest_server_request_duration_seconds',
  'revision_request_count',
  'revision_request_latencies',
  'vllm:kv_cache_usage_perc',
  'vllm:request_success',
  'vllm:time_to_first_token_seconds',
];

interface Target {
  labels: Record<string, string>;
}

/** The sandbox in a process of its own. */
export async function startSandboxProcess(root: string) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...process.execArgv,
      path.join(root, 'plugins/sandbox-backend/dev/serve.ts'),
      '--port',
      String(port),
    ],
    { env: { ...process.env, PORTAL_SANDBOX_TOKEN: TOKEN }, stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const ask = (address: string) =>
    fetch(`${url}${address}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
  await until(
    async () => (await ask('/health').catch(() => undefined))?.ok ?? false,
    200,
  );
  return { ask, stop: () => child.kill() };
}

/**
 * Writes the past of all workloads of the sandbox as blocks of Prometheus.
 */
export async function writeSandboxBlocks(
  ask: (address: string) => Promise<Response>,
  dataDirectory: string,
  options: { days: number; stepSeconds: number },
): Promise<void> {
  const promtool = findServer('promtool');
  if (!promtool.found) {
    throw new Error(promtool.reason);
  }
  const targets = (await (await ask('/metrics/sd')).json()) as Target[];
  const directory = await mkdtemp(path.join(tmpdir(), 'portal-history-'));
  try {
    for (const { labels } of targets) {
      const file = path.join(directory, 'history.txt');
      const names = NAMES.map(name => `name=${encodeURIComponent(name)}`);
      const answer = await ask(
        `${labels.__metrics_path__}/history?days=${options.days}&step=${
          options.stepSeconds
        }&${names.join('&')}`,
      );
      if (!answer.ok) {
        throw new Error(await answer.text());
      }
      await writeLabelled(answer, file, labels);
      await promisify(execFile)(
        promtool.path,
        ['tsdb', 'create-blocks-from', 'openmetrics', file, dataDirectory],
        { maxBuffer: 64 * 1024 * 1024 },
      );
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A server adds the labels of the target; promtool cannot. */
async function writeLabelled(
  answer: Response,
  file: string,
  labels: Record<string, string>,
): Promise<void> {
  const own = Object.entries(labels)
    .filter(([name]) => !name.startsWith('__'))
    .map(([name, value]) => `${name}="${value}"`);
  const out = createWriteStream(file);
  const lines = createInterface({
    input: Readable.fromWeb(answer.body as ReadableStream),
  });
  for await (const line of lines) {
    const labelled = line.startsWith('#') ? line : withLabels(line, own);
    if (!out.write(`${labelled}\n`)) {
      await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}

function withLabels(line: string, own: string[]): string {
  const brace = line.indexOf('{');
  if (brace < 0) {
    const space = line.indexOf(' ');
    return `${line.slice(0, space)}{${own.join(',')}}${line.slice(space)}`;
  }
  // What the series says itself wins, as with honor_labels.
  const missing = own.filter(
    label => !line.includes(`${label.slice(0, label.indexOf('='))}="`),
  );
  return `${line.slice(0, brace + 1)}${missing
    .map(label => `${label},`)
    .join('')}${line.slice(brace + 1)}`;
}
