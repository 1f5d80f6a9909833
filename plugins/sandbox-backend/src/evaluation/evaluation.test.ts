import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { EvaluationReporter } from './EvaluationReporter';
import { measurementsOf } from './measurementsOf';
import { EVALUATION_PROFILES } from './profiles';

const NOW = Date.parse('2026-11-25T12:00:00Z');

function measured(name: string, now: number = NOW) {
  const profile = EVALUATION_PROFILES.find(each => each.name === name)!;
  return measurementsOf(profile, {
    seed: 'portal',
    entityRef: `model:sandbox/${profile.model}`,
    version: '14',
    now,
  });
}

describe('measurementsOf', () => {
  it('is the same each time, and worse in its season', () => {
    const auc = measured('AUC on weekly reports');
    expect(measured('AUC on weekly reports')).toEqual(auc);
    expect(new Set(auc.map(({ id }) => id)).size).toBe(auc.length);
    const later = measured('AUC on weekly reports', NOW + 7 * 86_400_000);
    const known = new Map(auc.map(each => [each.id, each]));
    const common = later.filter(({ id }) => known.has(id));
    expect(common.length).toBeGreaterThan(100);
    expect(common).toEqual(common.map(({ id }) => known.get(id)));

    const whole = auc.filter(({ slice }) => !slice);
    expect(whole).toHaveLength(26);
    expect(whole[0]).toMatchObject({
      measuredFrom: '2026-11-16T00:00:00.000Z',
      measuredTo: '2026-11-23T00:00:00.000Z',
      modelVersion: '14',
    });
    // The end of November lies nearer to the cold season than July.
    const july = whole.find(({ measuredTo }) => measuredTo < '2026-07-20')!;
    expect(whole[0].value!).toBeLessThan(july.value!);
    for (const { value, confidenceInterval } of whole) {
      expect(confidenceInterval!.low).toBeLessThan(value!);
      expect(confidenceInterval!.high).toBeGreaterThan(value!);
    }
  });

  it('has a slice with too few examples, and data whose labels are awaited', () => {
    const children = measured('AUC on weekly reports').filter(
      ({ slice }) => slice?.value === 'under 18',
    );
    expect(children.every(({ n }) => n < 30)).toBe(true);

    const biopsies = measured('AUC on biopsies and follow-up');
    expect(biopsies.map(({ labels }) => labels).slice(0, 8)).toEqual([
      ...Array(6).fill('pending'),
      'complete',
      'complete',
    ]);
    expect(biopsies[0]).not.toHaveProperty('value');
    expect(measured('NDCG at 10 on purchases')[0].measuredTo).toBe(
      '2026-11-16T00:00:00.000Z',
    );
  });

  it('is what the indicators can be', () => {
    for (const { name, indicator } of EVALUATION_PROFILES) {
      const values = measured(name).flatMap(({ value, confidenceInterval }) =>
        value === undefined
          ? []
          : [value, confidenceInterval!.low, confidenceInterval!.high],
      );
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(
        indicator === 'auc' ? 1 : 5,
      );
    }
  });

  it('changes its evaluation set once', () => {
    const digests = measured('Judge score, help questions').map(
      ({ evaluationSetDigest }) => evaluationSetDigest,
    );
    expect(new Set(digests).size).toBe(2);
    const [newest] = digests;
    // From one week on, in each slice.
    expect(digests.lastIndexOf(newest)).toBe(
      digests.indexOf(digests[digests.length - 1]) - 1,
    );
  });
});

describe('EvaluationReporter', () => {
  it('reports over HTTP with its token, and says once what is refused', async () => {
    const bodies: any[] = [];
    const app = express();
    app.use(express.json({ limit: '1mb' }));
    app.post('/quality/measurements', (request, response) => {
      bodies.push(request.body);
      const [{ entityRef }] = request.body.measurements;
      if (request.headers.authorization !== 'Bearer sesame') {
        response.status(401).end('who are you?');
      } else if (entityRef === 'model:sandbox/churn-prediction') {
        response.status(400).end('expected is an entity of the catalog');
      } else {
        response.json({ stored: 1, known: 0 });
      }
    });
    const server = await new Promise<ReturnType<typeof app.listen>>(resolve => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    const logger = mockServices.logger.mock();
    const create = (token: string) =>
      new EvaluationReporter({
        seed: 'portal',
        token,
        portalUrl: async () =>
          `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        readVersion: async model =>
          model === 'volatility-forecast' ? undefined : '3',
        logger,
      });
    const failed = await create('sesame').report(EVALUATION_PROFILES, NOW);
    expect(failed.map(({ name }) => name)).toEqual([
      'AUC on last month',
      'Population stability index',
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
    for (const { measurements } of bodies) {
      expect(measurements.length).toBeLessThanOrEqual(100);
    }

    const stranger = create('guess');
    await stranger.report(EVALUATION_PROFILES, NOW);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).not.toContain('guess');
    stranger.stop();
    server.closeAllConnections();
    server.close();
  });
});
