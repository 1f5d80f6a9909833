import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  describeWithServer,
  startPrometheus,
} from '@platform-ops/test-servers';
import { createRandom } from './__testUtils__/createRandom';
import { generateExposition } from './__testUtils__/generateExposition';
import {
  readExposition,
  type ReadSample,
} from './__testUtils__/readExposition';
import type { ExpositionFormat } from './ExpositionFormat';

const CONTENT_TYPES: Record<ExpositionFormat, string> = {
  openmetrics: 'application/openmetrics-text; version=1.0.0',
  prometheus: 'text/plain; version=0.0.4',
};
/** Prometheus adds these. */
const OWN_METRICS =
  'up|scrape_duration_seconds|scrape_samples_scraped|scrape_samples_post_metric_relabeling|scrape_series_added';

function keyOf({ metric, labels }: Pick<ReadSample, 'metric' | 'labels'>) {
  return JSON.stringify([metric, Object.entries(labels).sort()]);
}

function keyOfAnswer({
  __name__: metric,
  job: _job,
  instance: _instance,
  ...labels
}: Record<string, string>) {
  return keyOf({ metric, labels });
}

interface Page {
  format: ExpositionFormat;
  text: string;
}

/** What both formats allow, by hand: what a generator would not think of. */
const HAND_WRITTEN: Page[] = [
  {
    format: 'openmetrics',
    text: `# TYPE rpc summary\n# UNIT rpc_seconds seconds\nrpc{quantile="0.5"} NaN\nrpc_count 0\n# TYPE x info\nx_info{a="\\x\\\\\\""} 1\n# TYPE c counter\nc_total 1e3 # {trace_id="K Q"} 0.67 1520879607.789\nc_created 1.6e9\n# EOF`,
  },
  {
    format: 'openmetrics',
    text: `a{b="\\"}",c="\\\\"} +Inf\na_1:x{} .5\na_2 5.\n# EOF\n`,
  },
  {
    format: 'prometheus',
    text: `# HELP a b \\n\n# TYPE a untyped\na{c = "d", } 1\n\ne\t{f="g\\n"}\t-iNf\nlast 0.1`,
  },
];
const BROKEN: Page[] = [
  { format: 'openmetrics', text: 'a 1\n' },
  { format: 'openmetrics', text: 'a 1\n# EOF\n\n' },
  { format: 'openmetrics', text: 'a  1\n# EOF\n' },
  { format: 'openmetrics', text: '# comment\na 1\n# EOF\n' },
  { format: 'openmetrics', text: '# TYPE a thing\na 1\n# EOF\n' },
  { format: 'openmetrics', text: 'a{b="c"d="e"} 1\n# EOF\n' },
  { format: 'openmetrics', text: 'a 1 # {b="c"}\n# EOF\n' },
  { format: 'openmetrics', text: 'a 1e999\n# EOF\n' },
  { format: 'prometheus', text: 'a 1_0\n' },
  { format: 'prometheus', text: 'a 1 1.5\n' },
  { format: 'prometheus', text: 'a{b="c",b="d"} 1\n' },
  { format: 'prometheus', text: '1a 1\n' },
  { format: 'prometheus', text: 'a{b=c} 1\n' },
  { format: 'prometheus', text: 'a 0x10\n' },
];

describeWithServer('prometheus', 'the parser and Prometheus', () => {
  const pages: Page[] = [
    ...HAND_WRITTEN,
    ...([11, 12, 13, 14] as const).map(seed => {
      const format = seed % 2 ? 'openmetrics' : 'prometheus';
      return {
        format,
        text: generateExposition(createRandom(seed), {
          format,
          count: 60,
          now: Date.now(),
        }).text,
      } as const;
    }),
    ...BROKEN,
  ];
  let targets: Server;
  let prometheus: Awaited<ReturnType<typeof startPrometheus>>;

  const ask = async (query: string): Promise<any[]> => {
    const response = await fetch(
      `${prometheus.url}/api/v1/query?${new URLSearchParams({ query })}`,
    );
    return (await response.json()).data.result;
  };

  beforeAll(async () => {
    targets = createServer((request, response) => {
      const page = pages[Number(request.url!.slice(1))];
      response.setHeader('content-type', CONTENT_TYPES[page.format]);
      response.end(page.text);
    });
    await new Promise<void>(resolve =>
      targets.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = targets.address() as AddressInfo;
    prometheus = await startPrometheus({
      config: `scrape_configs:\n${pages
        .map(
          (_, index) =>
            `  - { job_name: 'page-${index}', scrape_interval: 1s, metrics_path: '/${index}', static_configs: [{ targets: ['127.0.0.1:${port}'] }] }`,
        )
        .join('\n')}\n`,
    });
    const deadline = Date.now() + 20_000;
    while (
      (await ask('count(up)'))[0]?.value[1] !== String(pages.length) &&
      Date.now() < deadline
    ) {
      await delay(100);
    }
  }, 60_000);
  afterAll(async () => {
    await prometheus?.stop();
    targets?.close();
  });

  it.each(pages.slice(0, -BROKEN.length).map((page, index) => [index, page]))(
    'read the same from page %j',
    async (index, { text, format }) => {
      const job = `page-${index}`;
      const [now, recent, up] = await Promise.all([
        ask(`{job="${job}",__name__!~"${OWN_METRICS}"}`),
        ask(`{job="${job}",__name__!~"${OWN_METRICS}"}[2m]`),
        ask(`up{job="${job}"}`),
      ]);
      expect(up[0].value[1]).toBe('1');
      const ours = await readExposition(text, { format });
      const theirs = now.map(({ metric, value }) => ({
        key: keyOfAnswer(metric),
        value: Number(value[1].replace('Inf', 'Infinity')),
        times: recent
          .find(other => keyOfAnswer(other.metric) === keyOfAnswer(metric))
          ?.values.map(([time]: [number]) => Math.round(time * 1000)),
      }));
      expect(theirs.map(({ key }) => key).sort()).toEqual(
        ours.map(keyOf).sort(),
      );
      for (const sample of ours) {
        const { timestamp } = sample;
        const their = theirs.find(({ key }) => key === keyOf(sample))!;
        // Their JSON tells no sign of zero.
        expect([their.key, their.value + 0, their.times]).toEqual([
          keyOf(sample),
          sample.value + 0,
          timestamp === undefined ? their.times : [timestamp],
        ]);
      }
    },
  );

  it.each(BROKEN.map((page, index) => [index, page]))(
    'both refuse broken page %j',
    async (index, { text, format }) => {
      const job = `page-${pages.length - BROKEN.length + index}`;
      const [up] = await ask(`up{job="${job}"}`);
      expect(up.value[1]).toBe('0');
      await expect(readExposition(text, { format })).rejects.toThrow(/^line/);
    },
  );
});
