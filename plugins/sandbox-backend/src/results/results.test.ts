import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { ResultReporter } from './ResultReporter';
import { lastRun, resultsOfService } from './resultsOf';
import { MODELS, SERVICES } from './subjects';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY_MS = 86_400_000;

it('is the same all day, and another the next', () => {
  expect(new Date(lastRun(NOW)).toISOString()).toBe('2026-11-25T04:00:00.000Z');
  expect(lastRun(Date.parse('2026-11-25T03:59:00Z'))).toBe(
    lastRun(NOW) - DAY_MS,
  );
  const [subject] = SERVICES;
  const of = (now: number) => resultsOfService(subject, { seed: 'a', now });
  expect(of(NOW + 3_600_000)).toEqual(of(NOW));
  expect(of(NOW + DAY_MS)).not.toEqual(of(NOW));
});

it('found what is open when it was first there', () => {
  const results: any[] = resultsOfService(
    SERVICES.find(({ service }) => service === 'retinopathy-service')!,
    { seed: 'a', now: NOW },
  );
  const found = results
    .filter(({ kind }) => kind === 'cyclonedx')
    .map(({ ranAt, content }) => [
      ranAt.slice(0, 10),
      content.vulnerabilities.map(({ id }: any) => id),
    ]);
  expect(found).toEqual([
    ['2026-08-27', ['CVE-2024-21503']],
    ['2026-11-13', ['CVE-2024-21503', 'CVE-2023-4863', 'CVE-2023-44271']],
    ['2026-11-25', ['CVE-2024-21503', 'CVE-2023-4863', 'CVE-2023-44271']],
  ]);
});

it('hands all of it in with its token, of models with the version in production', async () => {
  const bodies: any[] = [];
  const app = express();
  app.use(express.json({ limit: '1mb' }));
  app.post('/results', (request, response) => {
    bodies.push(request.body);
    response.status(
      request.headers.authorization === 'Bearer sesame' ? 202 : 401,
    );
    response.json({});
  });
  const server = await new Promise<ReturnType<typeof app.listen>>(resolve => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const reporter = new ResultReporter({
    seed: 'portal',
    token: 'sesame',
    portalUrl: async () =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    readVersion: async model =>
      model === 'volatility-forecast' ? undefined : '3',
    logger: mockServices.logger.mock(),
  });
  expect(await reporter.report([...SERVICES, ...MODELS], NOW)).toEqual([]);
  const scanned = bodies.filter(({ scans }) => scans === 'model');
  expect(scanned).toHaveLength(MODELS.length - 1);
  expect(new Set(scanned.map(({ version }) => version))).toEqual(
    new Set(['3']),
  );
  expect(new Set(bodies.map(({ entityRef }) => entityRef)).size).toBe(
    SERVICES.length + MODELS.length - 1,
  );
  reporter.stop();
  server.closeAllConnections();
  server.close();
});
