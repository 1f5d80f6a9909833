import { createPlatform, TUESDAY } from '../__testUtils__/createPlatform';
import { sumOf } from '../__testUtils__/readSamples';
import type { FaultRecord } from '../faults/FaultRecord';
import { writeExposition } from '../metrics/writeExposition';
import { DAY, HOUR, MINUTE, SECOND } from './time';

/** What the workloads say at a time that can be set. */
function observe(options: { seed?: string; faults?: FaultRecord[] } = {}) {
  let time = TUESDAY;
  const { platform } = createPlatform({ ...options, now: () => time });
  const textOf = (workload: string, at: number) => {
    time = at;
    const simulation = platform.find(workload)!;
    return writeExposition(simulation, simulation.momentAt(at), 'openmetrics');
  };
  const at = (workload: string, when: number) => {
    const text = textOf(workload, when);
    return (name: string, ...holding: string[]) =>
      sumOf(text, name, ...holding);
  };
  /** By how much a counter grows. */
  const growth = (
    workload: string,
    [from, to]: [number, number],
    name: string,
    ...holding: string[]
  ) =>
    -at(workload, from)(name, ...holding) + at(workload, to)(name, ...holding);
  return { platform, textOf, at, growth };
}

function fault(
  name: FaultRecord['name'],
  workload: string,
  startedAt = TUESDAY,
): FaultRecord {
  const endsAt = startedAt + 20 * MINUTE;
  return { name, workload, startedAt, endsAt, plannedEndsAt: endsAt };
}

const FRONT = 'http_server_request_duration_seconds';

/** From cumulative buckets, as Prometheus does. */
function quantile(
  q: number,
  bounds: number[],
  countUpTo: (bound: string) => number,
): number {
  const counts = bounds.map(bound => countUpTo(String(bound)));
  const rank = q * countUpTo('+Inf');
  const index = counts.findIndex(count => count >= rank);
  const [low, high] = [counts[index - 1] ?? 0, counts[index]];
  const from = bounds[index - 1] ?? 0;
  return from + ((bounds[index] - from) * (rank - low)) / (high - low);
}

describe('WorkloadSimulation', () => {
  it('says the same of a time, whenever and in whichever order it is asked', () => {
    const first = observe();
    const times = [0, 7, 90, 3_600, 86_400].map(s => TUESDAY + s * SECOND);
    const forward = times.map(time => first.textOf('shop-front', time));
    const second = observe();
    const backward = times
      .toReversed()
      .map(time => second.textOf('shop-front', time))
      .toReversed();
    expect(backward).toEqual(forward);
    expect(new Set(forward).size).toBe(times.length);
    expect(observe({ seed: 'other' }).textOf('shop-front', TUESDAY)).not.toBe(
      forward[0],
    );
  });

  it('has days and weeks', () => {
    const { growth } = observe();
    const requests = (workload: string, from: number) =>
      growth(workload, [from, from + HOUR], `${FRONT}_count`);
    const monday = TUESDAY - DAY - 10 * HOUR;

    const evening = requests('shop-front', monday + 20 * HOUR);
    expect(evening).toBeGreaterThan(50 * 3600);
    expect(evening / requests('shop-front', monday + 4 * HOUR)).toBeGreaterThan(
      5,
    );
    const nextDay = requests('shop-front', monday + DAY + 20 * HOUR);
    expect(nextDay).not.toBe(evening);
    expect(nextDay / evening).toBeCloseTo(1, 0);

    expect(requests('quoting-engine', monday + 9 * HOUR)).toBeGreaterThan(1e5);
    expect(requests('quoting-engine', monday + 22 * HOUR)).toBe(0);
    expect(requests('quoting-engine', monday + 5 * DAY + 9 * HOUR)).toBe(0);
  });

  it('scales to zero and comes back with counters that begin anew', () => {
    const { textOf, at } = observe();
    const idle = textOf('churn-scoring', TUESDAY);
    expect(idle).not.toContain('model_infer_request');
    expect(sumOf(idle, 'kube_deployment_status_replicas')).toBe(0);

    const midnight = TUESDAY + 14 * HOUR;
    const success = (time: number) =>
      at('churn-scoring', time)('model_infer_request_success_total');
    expect(success(midnight + HOUR)).toBeGreaterThan(1000);
    expect(success(midnight + DAY + 30 * MINUTE)).toBeLessThan(
      success(midnight + DAY + 2 * HOUR),
    );
    expect(success(midnight + DAY + 5 * MINUTE)).toBeLessThan(
      success(midnight + 2 * HOUR),
    );
  });

  it('never counts backwards while a process runs, and buckets add up', () => {
    const faults = [fault('latency-ramp', 'shop-front')];
    const { platform, textOf } = observe({ faults });
    let before = new Map<string, number>();
    for (let time = TUESDAY; time < TUESDAY + 30 * MINUTE; time += 17_000) {
      const now = new Map(
        textOf('shop-front', time)
          .split('\n')
          .filter(line => /_(bucket|count|sum|total)\{/.test(line))
          .map(line => {
            const end = line.lastIndexOf(' ');
            return [line.slice(0, end), Number(line.slice(end))];
          }),
      );
      for (const [series, value] of before) {
        expect(now.get(series)).toBeGreaterThanOrEqual(value);
      }
      before = now;
    }
    const counts = [...before].filter(([series]) => series.includes('_count'));
    for (const [series, count] of counts) {
      const bucket = series
        .replace('_count', '_bucket')
        .replace(/\}$/, ',le="+Inf"}');
      expect(before.get(bucket)).toBe(count);
    }
    expect(platform.find('shop-front')!.momentAt(TUESDAY).ready).toBe(true);
  });

  it('costs little once its past was added up', () => {
    const { platform, textOf } = observe();
    platform.simulations.forEach(({ workload }) =>
      textOf(workload.name, TUESDAY),
    );
    const started = performance.now();
    for (let scrape = 1; scrape <= 20; scrape += 1) {
      platform.simulations.forEach(({ workload }) =>
        textOf(workload.name, TUESDAY + scrape * 15 * SECOND),
      );
    }
    const each = (performance.now() - started) / 20 / 13;
    expect(each).toBeLessThan(10);
  });

  it('has no errors to speak of in a week without a fault', () => {
    const { platform, growth } = observe();
    for (const [workload, name] of [
      ['shop-front', `${FRONT}_count`],
      ['recommendation-service', 'revision_request_count'],
    ]) {
      expect(platform.find(workload)).toBeDefined();
      for (let day = 0; day < 7; day += 1) {
        const range: [number, number] = [
          TUESDAY + day * DAY,
          TUESDAY + (day + 1) * DAY,
        ];
        const errors = growth(workload, range, name, 'code="500"');
        const all = growth(workload, range, name);
        expect(errors / all).toBeLessThan(0.001);
        expect(errors).toBeGreaterThan(0);
      }
    }
  });

  it('error-burst: within seconds 30 % fail, and then none again', () => {
    const { growth } = observe({
      faults: [fault('error-burst', 'shop-front')],
    });
    const ratio = (from: number, seconds: number) => {
      const range: [number, number] = [
        TUESDAY + from * SECOND,
        TUESDAY + (from + seconds) * SECOND,
      ];
      return (
        growth('shop-front', range, `${FRONT}_count`, 'code="500"') /
        growth('shop-front', range, `${FRONT}_count`)
      );
    };
    expect(ratio(-60, 60)).toBeLessThan(0.01);
    expect(ratio(0, 10)).toBeCloseTo(0.3, 1);
    expect(ratio(600, 60)).toBeCloseTo(0.3, 1);
    expect(ratio(1200, 60)).toBeLessThan(0.01);
  });

  it('latency-ramp: the 99th percentile is ten times as high after two minutes', () => {
    const workload = 'recommendation-service';
    const { textOf, at } = observe({
      faults: [fault('latency-ramp', workload)],
    });
    const bounds = [
      5, 10, 20, 40, 60, 80, 100, 150, 200, 250, 300, 350, 400, 450, 500, 600,
      700, 800, 900, 1000, 2000, 5000,
    ];
    const p99 = (from: number, to: number) => {
      const texts = [from, to].map(minutes =>
        textOf(workload, TUESDAY + minutes * MINUTE),
      );
      const countsOf = (bound: string) =>
        texts.map(text =>
          sumOf(
            text,
            'revision_request_latencies_bucket',
            'code="200"',
            `le="${bound}"`,
          ),
        );
      return quantile(0.99, bounds, bound => {
        const [before, after] = countsOf(bound);
        return after - before;
      });
    };
    const before = p99(-10, 0);
    expect(before).toBeGreaterThan(50);
    expect(p99(1, 1.2) / before).toBeGreaterThan(2.5);
    expect(p99(3, 10) / before).toBeGreaterThan(8);
    expect(p99(3, 10) / before).toBeLessThan(12);
    expect(p99(21, 25) / before).toBeCloseTo(1, 0);
    const depth = (minutes: number) =>
      at(workload, TUESDAY + minutes * MINUTE)('revision_queue_depth');
    expect(depth(10)).toBeGreaterThan(4 * depth(-10));
  });

  it('memory-leak: grows to the limit, is killed and starts again', () => {
    const workload = 'reading-list';
    const { platform, at } = observe({
      faults: [fault('memory-leak', workload)],
    });
    const { limitBytes } = platform.find(workload)!.workload.memory;
    const after = (minutes: number) => {
      const read = at(workload, TUESDAY + minutes * MINUTE);
      return {
        memory: read('process_resident_memory_bytes') / limitBytes,
        restarts: read('kube_pod_container_status_restarts_total'),
        requests: read(`${FRONT}_count`),
        started: read('process_start_time_seconds') * SECOND - TUESDAY,
        pod: platform.find(workload)!.momentAt(TUESDAY + minutes * MINUTE)
          .replica!.pod,
      };
    };
    const before = after(-1);
    expect(before.memory).toBeLessThan(0.5);
    expect(after(5).memory).toBeGreaterThan(before.memory + 0.2);
    const full = after(9.9);
    expect(full).toMatchObject({ restarts: 0, pod: before.pod });
    expect(full.memory).toBeGreaterThan(0.97);

    const restarted = after(10.5);
    expect(restarted).toMatchObject({
      restarts: 1,
      started: 10 * MINUTE,
      pod: before.pod,
    });
    expect(restarted.memory).toBeLessThan(0.6);
    expect(restarted.requests).toBeLessThan(full.requests / 100);
    expect(after(19.9).memory).toBeGreaterThan(0.97);
    expect(after(25)).toMatchObject({ restarts: 2 });
    expect(after(25).memory).toBeLessThan(0.5);
    expect(after(120).memory).toBeLessThan(0.5);
  });

  it('bad-deployment: a new pod serves with errors, slowly and not ready', () => {
    const workload = 'chest-xray-triage-service';
    const { platform, growth, at } = observe({
      faults: [fault('bad-deployment', workload)],
    });
    const look = (seconds: number) =>
      platform.find(workload)!.momentAt(TUESDAY + seconds * SECOND);
    expect(look(-5)).toMatchObject({ ready: true, revision: 1 });
    expect(look(10)).toMatchObject({ ready: true, revision: 2 });
    expect(look(60)).toMatchObject({ ready: false, revision: 2 });
    expect(look(1201)).toMatchObject({ ready: true, revision: 3 });
    expect(look(60).replica!.pod).not.toBe(look(-5).replica!.pod);
    expect(look(60).replica!.restarts).toBe(0);

    const range: [number, number] = [TUESDAY, TUESDAY + 19 * MINUTE];
    const failed = growth(workload, range, 'nv_inference_request_failure');
    const served = growth(workload, range, 'nv_inference_request_success');
    expect(failed / (failed + served)).toBeCloseTo(0.2, 1);
    const mean = (minutes: number) => {
      const read = at(workload, TUESDAY + minutes * MINUTE);
      return (
        read('nv_inference_request_duration_us') /
        read('nv_inference_request_success')
      );
    };
    expect(mean(19) / mean(-1)).toBeGreaterThan(2);
  });
});
