import { render, screen, within } from '@testing-library/react';
import {
  Gauge,
  IntervalMark,
  Meter,
  SmallMultiples,
  Sparkline,
  TimeSeriesChart,
} from '.';
import { alignSeries } from './alignSeries';
import { includeLimits } from './includeLimits';

describe('Sparkline', () => {
  it('says in words what it draws and leaves gaps', () => {
    const { container } = render(
      <Sparkline
        label="Latency"
        values={[0.2, 0.4, null, 0.3, 0.1]}
        band={[[0.1, 0.5], [0.1, 0.5], null, null, null]}
      />,
    );
    expect(
      screen.getByRole('img', {
        name: 'Latency: latest 0.1, lowest 0.1, highest 0.4',
      }),
    ).toBeInTheDocument();
    expect(container.querySelectorAll('polyline')).toHaveLength(2);
    expect(container.querySelectorAll('polygon')).toHaveLength(1);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });

  it.each([[[]], [[null, null]], [[3]], [[5, 5, 5]]])(
    'draws %p without nonsense',
    values => {
      const { container } = render(<Sparkline label="x" values={values} />);
      expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
    },
  );
});

describe('IntervalMark', () => {
  it('says value, interval and limit, and stays inside of its axis', () => {
    const { container } = render(
      <>
        <IntervalMark
          label="AUC"
          value={0.912}
          interval={{ low: 0.9, high: 0.923 }}
          domain={[0.85, 0.95]}
          limit={0.9}
        />
        <IntervalMark label="One value" value={3} domain={[3, 3]} />
        <IntervalMark label="Outside" value={9} domain={[0, 1]} limit={5} />
      </>,
    );
    expect(
      screen.getAllByRole('img').map(image => image.getAttribute('aria-label')),
    ).toEqual([
      'AUC: 0.912, 0.9 to 0.923, limit 0.9',
      'One value: 3',
      'Outside: 9, limit 5',
    ]);
    expect(
      [...container.querySelectorAll('circle')].map(dot =>
        Math.round(Number(dot.getAttribute('cx'))),
      ),
    ).toEqual([73, 60, 115]);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });
});

describe('Gauge and Meter', () => {
  it('read value, limit and state', () => {
    render(
      <>
        <Gauge label="p99" value={0.84} min={0} max={1} limit={0.5} unit="s" />
        <Gauge label="gpu" value={null} min={0} max={1} unit="ratio" />
        <Meter label="Budget" value={0.25} state="warning" />
        <Meter label="Other budget" value={null} state="unknown" />
        <Meter label="In a row" value={0.5} state="good" inline />
      </>,
    );
    const names = screen
      .getAllByRole('img')
      .map(image => image.getAttribute('aria-label'));
    expect(names).toEqual([
      'p99: 840 ms, limit 500 ms',
      'gpu: unknown',
      'Budget: 25 %, warning',
      'Other budget: unknown, unknown',
      'In a row: 50 %, healthy',
    ]);
    expect(screen.queryByText('In a row')).not.toBeInTheDocument();
  });

  it('draws nothing for an unknown value', () => {
    const { container } = render(
      <Meter label="Budget" value={null} state="good" />,
    );
    expect(container.querySelector('rect')).toBeNull();
  });
});

describe('SmallMultiples', () => {
  it('carries values, the better direction and the best in words', () => {
    render(
      <SmallMultiples
        label="Metrics"
        charts={[
          {
            label: 'auc',
            better: 'higher',
            items: [
              { name: 'v3', value: 0.91 },
              { name: 'v4', value: 0.934, best: true },
              { name: 'v5', value: null },
            ],
          },
          {
            label: 'delta',
            items: [
              { name: 'v3', value: -2 },
              { name: 'v4', value: 2 },
            ],
          },
        ]}
      />,
    );
    const group = screen.getByRole('group', { name: 'Metrics' });
    const [auc] = within(group).getAllByRole('figure');
    expect(auc).toHaveTextContent('↑ higher is better');
    expect(
      within(auc)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['v30.91', 'v40.934 best', 'v5unknown']);
  });
});

describe('TimeSeriesChart', () => {
  it('is a table where nothing can be drawn', () => {
    render(
      <TimeSeriesChart
        label="auc by version"
        unit="ratio"
        categories={['v3', 'v4', 'v5']}
        series={[
          {
            name: 'auc',
            points: [
              { time: 0, value: 0.91 },
              { time: 1, value: null },
              { time: 2, value: 0.934 },
            ],
          },
        ]}
        marks={[{ time: 2, label: 'to production' }]}
      />,
    );
    const table = screen.getByRole('table', { name: 'auc by version' });
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual(['Nameauc', 'v391 %', 'v4unknown', 'v593.4 %']);
    expect(
      within(screen.getByRole('list', { name: 'Marks' })).getByRole('listitem'),
    ).toHaveTextContent('v5: to production');
  });

  it('says how much of a long series the table has', () => {
    render(
      <TimeSeriesChart
        label="Latency"
        series={[
          {
            name: 'p99',
            points: Array.from({ length: 250 }, (_, index) => ({
              time: 1_700_000_000 + index * 60,
              value: index,
            })),
          },
        ]}
      />,
    );
    const table = screen.getByRole('table', {
      name: 'Latency, the last 100 of 250',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(101);
    expect(within(table).getByText('249')).toBeInTheDocument();
  });

  it('says when there is nothing', () => {
    render(
      <TimeSeriesChart
        label="Latency"
        series={[{ name: 'p99', points: [{ time: 1, value: null }] }]}
      />,
    );
    expect(screen.getByText('Latency: no data')).toBeInTheDocument();
  });
});

describe('alignSeries', () => {
  it('merges axes in order and tells a gap from a missing point', () => {
    expect(
      alignSeries(
        [
          {
            name: 'a',
            points: [
              { time: 3, value: 30 },
              { time: 1, value: null },
            ],
          },
          { name: 'b', points: [{ time: 2, value: 20 }] },
        ],
        [{ name: 'expected', points: [{ time: 2, low: 1, high: 9 }] }],
      ),
    ).toEqual({
      times: [1, 2, 3],
      columns: [
        [undefined, 1, undefined],
        [undefined, 9, undefined],
        [null, undefined, 30],
        [undefined, 20, undefined],
      ],
    });
  });
});

describe('includeLimits', () => {
  it('widens the range to near limits only', () => {
    const limit = (value: number) => ({ value, label: 'limit' });
    expect(includeLimits(0.1, 0.3, [limit(0.5)])).toEqual([0.1, 0.5]);
    expect(includeLimits(0.8, 0.9, [limit(0.5)])).toEqual([0.5, 0.9]);
    expect(includeLimits(0.001, 0.002, [limit(0.5)])).toEqual([0.001, 0.002]);
  });
});
