import type {
  IndicatorReading,
  IndicatorSeries,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { screen, within } from '@testing-library/react';
import { ExampleOpsHealthApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { mostTelling, readingsOf } from '../../readings';
import { seriesToCsv } from '../../series/seriesToCsv';
import { IndicatorChart } from './IndicatorChart';

const AT = Date.parse('2026-11-23T12:00:00Z');

const reading: IndicatorReading = {
  indicator: 'waiting',
  definition: {
    title: 'Waiting',
    unit: 'seconds',
    better: 'lower',
    description: 'By the query max(queue_age_seconds)',
  },
  environment: 'production',
  value: 90,
  note: 'worker, the highest of 2 by queue',
  observedAt: new Date(AT).toISOString(),
  stale: false,
  source: 'eu',
  pack: 'annotation',
  limit: { operator: '<', value: 60, origin: 'annotation', kept: false },
};

const series: IndicatorSeries = {
  indicator: reading.indicator,
  definition: reading.definition,
  environment: 'production',
  source: 'eu',
  points: [[AT, 90]],
  parts: [
    { name: 'worker', points: [[AT, 90]] },
    { name: 'api', points: [[AT, 30]] },
  ],
  askedAt: reading.observedAt,
  stale: false,
};

const known = (indicator: string): IndicatorReading => ({
  ...reading,
  indicator,
  definition: undefined,
  limit: undefined,
});

describe('an indicator that a person defined', () => {
  it('is drawn with its unit and limit, a line for each of its series', async () => {
    renderPage(
      <IndicatorChart
        reading={reading}
        series={series}
        failure={undefined}
        loading={false}
        comparisonTitle={undefined}
        range={{ from: AT / 1000 - 60, to: AT / 1000 + 60 }}
        marks={[]}
        asTable
        cursorKey="x"
        onSelectRange={() => {}}
        onMarkPress={() => {}}
      />,
      { api: new ExampleOpsHealthApi() },
    );
    const heading = await screen.findByRole('heading', { name: 'Waiting' });
    expect(heading).toHaveAttribute(
      'title',
      'By the query max(queue_age_seconds)',
    );
    expect(heading.closest('section')).toHaveTextContent(
      'worker, the highest of 2 by queue, limit: below 1 min, not kept',
    );
    const table = screen.getByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([expect.anything(), 'worker', 'api']);
  });

  it('is listed after those of the portal, and has its place on the card', () => {
    const readings = [
      reading,
      ...['throughput', 'latency', 'restarts', 'error-ratio'].map(known),
    ];
    const sorted = readingsOf(readings, 'production');
    expect(sorted.map(({ indicator }) => indicator)).toEqual([
      'error-ratio',
      'latency',
      'throughput',
      'restarts',
      'waiting',
    ]);
    const unbroken = sorted.map(each => ({ ...each, limit: undefined }));
    expect(mostTelling(unbroken, 3).map(({ indicator }) => indicator)).toEqual([
      'error-ratio',
      'latency',
      'waiting',
    ]);
    expect(seriesToCsv([series])).toContain(
      '2026-11-23T12:00:00.000Z,waiting,production,eu,seconds,90,',
    );
  });
});
