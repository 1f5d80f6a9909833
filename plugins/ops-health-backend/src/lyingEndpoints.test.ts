import { setTimeout as delay } from 'node:timers/promises';
import type {
  EntityHealth,
  ListSourcesResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  describeWithServer,
  FakeHttpServer,
  type FakeAnswer,
} from '@platform-ops/test-servers';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const METRIC = 'http_server_request_duration_seconds_count';
/** Of each endpoint, where it tells the truth. */
const REQUESTS_PER_SECOND = 50;
const ERROR_RATIO = 0.02;
const HOUR = 3600;

interface Moment {
  /** Seconds since the test began, and which scrape it is. */
  seconds: number;
  scrape: number;
}

type Endpoint = (moment: Moment) => string | FakeAnswer;

function expose(
  value: (perSecond: number) => number | string,
  options: { at?: number; labels?: string } = {},
): string {
  const { at, labels = '' } = options;
  const time = at === undefined ? '' : ` ${Math.round(at * 1000)}`;
  const line = (code: string, perSecond: number) =>
    `${METRIC}{http_response_status_code="${code}"${labels}} ${value(
      perSecond,
    )}${time}`;
  return `# TYPE ${METRIC} counter\n${line(
    '200',
    REQUESTS_PER_SECOND * (1 - ERROR_RATIO),
  )}\n${line('500', REQUESTS_PER_SECOND * ERROR_RATIO)}\n`;
}

const now = () => Date.now() / 1000;
const truth: Endpoint = ({ seconds }) => expose(rate => 1e5 + rate * seconds);

/** What can be told of it in the end: something true, or nothing. */
const endpoints: Record<string, { tells: Endpoint; isTold: boolean }> = {
  'the truth': { tells: truth, isTold: true },
  'counters that start anew': {
    tells: ({ seconds }) => expose(rate => rate * (seconds % 5)),
    isTold: true,
  },
  'something now and then': {
    tells: moment => (moment.scrape % 3 ? { status: 500 } : truth(moment)),
    isTold: true,
  },
  'everything twice': {
    tells: moment => `${truth(moment)}${truth(moment)}`,
    isTold: true,
  },
  'two values of everything': {
    tells: ({ seconds }) =>
      expose(rate => 1e5 + rate * seconds) +
      expose(rate => 2e5 + rate * seconds),
    isTold: true,
  },
  'a thousand series': {
    tells: ({ seconds }) =>
      Array.from({ length: 500 }, (_, index) =>
        expose(rate => 1e3 + (rate / 500) * seconds, {
          labels: `,path="/${index}"`,
        }),
      ).join(''),
    isTold: true,
  },
  NaN: { tells: () => expose(() => 'NaN'), isTold: false },
  infinity: { tells: () => expose(() => '+Inf'), isTold: false },
  'times of the past': {
    tells: ({ seconds }) =>
      expose(rate => rate * seconds, { at: now() - 2 * HOUR }),
    isTold: false,
  },
  'times of the future': {
    tells: ({ seconds }) =>
      expose(rate => rate * seconds, { at: now() + HOUR }),
    isTold: false,
  },
  'times of a clock that stands still': {
    tells: ({ seconds }) =>
      expose(rate => rate * seconds, { at: Math.floor(now() / HOUR) * HOUR }),
    isTold: false,
  },
  'times that run backwards': {
    tells: ({ seconds }) =>
      expose(rate => rate * seconds, { at: now() - 2 * seconds }),
    isTold: false,
  },
  'a web page': {
    tells: () => ({
      body: '<html>Sign in</html>',
      headers: { 'content-type': 'text/html' },
    }),
    isTold: false,
  },
  'nothing more in the middle': {
    tells: moment => ({
      body: `${truth(moment)}${METRIC}{http_resp`,
      headers: { 'content-length': '100000' },
      hangUp: true,
    }),
    isTold: false,
  },
  'new series with each scrape, too many': {
    tells: ({ scrape }) =>
      Array.from({ length: 750 }, (_, index) =>
        expose(() => index, { labels: `,request="${scrape}-${index}"` }),
      ).join(''),
    isTold: false,
  },
};

const nameOf = (title: string) =>
  title.toLocaleLowerCase('en-US').replace(/[^a-z0-9]+/g, '-');

describeWithServer(
  'prometheus',
  'an endpoint that Prometheus scrapes and that tells',
  prometheus => {
    const healths = new Map<string, EntityHealth>();
    const everGood = new Set<string>();
    let sources: ListSourcesResponse;

    beforeAll(async () => {
      const startedAt = now();
      const scrapes = new Map<string, number>();
      const titles = Object.keys(endpoints);
      const server = await FakeHttpServer.start({
        answer: ({ path }) => {
          const title = titles.find(name => path === `/${nameOf(name)}`)!;
          const scrape = scrapes.get(title) ?? 0;
          scrapes.set(title, scrape + 1);
          const told = endpoints[title].tells({
            seconds: now() - startedAt,
            scrape,
          });
          return typeof told === 'string' ? { body: told } : told;
        },
      });
      await prometheus().reload({
        config: `global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
${Object.keys(endpoints)
  .map(
    title => `  - job_name: ${nameOf(title)}
    metrics_path: /${nameOf(title)}
    sample_limit: 1200
    static_configs:
      - targets: ['${server.host}']
        labels: { namespace: shop, service: ${nameOf(title)} }`,
  )
  .join('\n')}
`,
      });
      const portal = await startPortal({
        entities: Object.keys(endpoints).map(title => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: nameOf(title),
            namespace: 'default',
            annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
          },
          spec: { type: 'service' },
        })),
        opsHealth: {
          window: { minutes: 1 },
          sources: {
            prom: {
              type: 'prometheus',
              url: prometheus().url,
              environment: 'production',
            },
          },
        },
      });
      try {
        const isDone = () =>
          Object.entries(endpoints).every(
            ([title, { isTold }]) =>
              !isTold || (healths.get(title)?.readings.length ?? 0) > 0,
          ) && [...scrapes.values()].every(count => count >= 8);
        while (!isDone()) {
          await delay(500);
          await portal.refreshAnew('prom');
          for (const title of Object.keys(endpoints)) {
            const health = await portal.get<EntityHealth>(
              `/health?entityRef=component:default/${nameOf(title)}`,
            );
            healths.set(title, health);
            if (health.state === 'good') {
              everGood.add(title);
            }
          }
        }
        sources = await portal.get('/sources');
      } finally {
        await portal.stop();
        await server.stop();
      }
    });

    const titlesOf = (isTold: boolean) =>
      Object.keys(endpoints).filter(
        title => endpoints[title].isTold === isTold,
      );

    it.each(titlesOf(true))('%s, by which it is judged', title => {
      const { state, readings } = healths.get(title)!;
      expect(state).toBe('good');
      const value = (name: string) =>
        readings.find(({ indicator }) => indicator === name)!.value!;
      expect(value('error-ratio')).toBeCloseTo(ERROR_RATIO, 2);
      expect(value('throughput')).toBeGreaterThan(0);
      // Prometheus extrapolates what it saw to the ends of the window.
      expect(value('throughput')).toBeLessThan(2 * REQUESTS_PER_SECOND);
    });

    it.each(titlesOf(false))('%s, of which nothing is known', title => {
      expect(healths.get(title)).toMatchObject({
        state: 'unknown',
        reason: 'No source has data of it',
      });
      expect(everGood).not.toContain(title);
    });

    it('leaves the source as it is', () => {
      expect(sources.items).toMatchObject([{ state: 'connected', errors: [] }]);
    });
  },
);
